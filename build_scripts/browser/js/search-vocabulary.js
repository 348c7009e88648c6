/* Small words of English and Russian that tell the engine how to read a query, as data: add a language by
   adding words. All of them folded. */
(function () {
  "use strict";

  function set(words) { return new Set(words.split(" ")); }

  /* Words that may be missing in a passage: they only stand between the words that are looked for. */
  const STOPS = set(
    "a an and are as at be been being but by can could did do does done for from had has have he her him his how i " +
    "if in into is it its me my no nor not of on or our out she should so than that the their them then there " +
    "these they this those to up upon us was we were what when where which while who whom whose why will with " +
    "would you your about any some tell find show get got please much many also than since until between during " +
    "и в во не на я с со как а то все она так его но да ты к у же вы за бы по ее мне было вот от меня о из ему " +
    "теперь когда даже ну ли если уже или ни быть был него до вас нибудь там потом себя ничего еи для мы их чем " +
    "была сам чтоб без чего при что это кто где куда почему какои какая какие каком сколько об эти этот эта"
  );

  /* Words that open a question. */
  const QUESTIONS = set(
    "who whom whose what when where which why how did does do is are was were has have can could should would " +
    "кто что когда где куда почему зачем как какои какая какие сколько чеи"
  );

  /* Beginnings of questions whose answer holds a year, or a figure. */
  const FIGURED = [
    [/^(when|in what year|in which year|когда|в каком году)\b|^когда/i, /(^|\D)[12]\d{3}(\D|$)/],
    [/^how (much|many)\b|^сколько/i, /\d/],
  ];

  /* Words that belong to the number before them. */
  const UNITS = set(
    "percent million billion trillion thousand bn mln bln km kg mm cm mw gw kwh bcm bcf mt tons tonnes miles " +
    "миллион миллиона миллионов миллиард миллиарда миллиардов тысяч тысячи процент процента процентов км кг"
  );

  /* British and American spellings of one word: what stands in a folded word, and what may stand there
     instead. Both ways; what the corpus does not have finds nothing. */
  const SPELLINGS = [
    [/is(e[drs]?|ing|ations?)$/, "iz$1"], [/iz(e[drs]?|ing|ations?)$/, "is$1"],
    [/our(s|ed|ing|able|ite|ites|ful)?$/, "or$1"], [/([^aeiou])or(s|ed|ing|able|ite|ites|ful)?$/, "$1our$2"],
    [/(def|off|lic|pret)ence(s?)$/, "$1ense$2"], [/(def|off|lic|pret)ense(s?)$/, "$1ence$2"],
    [/([^aeiou])(t)re(s?)$/, "$1$2er$3"], [/(cen|thea|me)ter(s?)$/, "$1tre$2"],
    [/([aeiou])ll(ed|ing|ers?)$/, "$1l$2"], [/([aeiou])l(ed|ing|ers?)$/, "$1ll$2"],
    [/ogue(s?)$/, "og$1"], [/log(s?)$/, "logue$1"], [/amme(s?)$/, "am$1"], [/(progr)am(s?)$/, "$1amme$2"],
  ];

  function variants(word) {
    const found = [];
    SPELLINGS.forEach(function (pair) {
      const other = word.replace(pair[0], pair[1]);
      if (other !== word && !found.includes(other)) found.push(other);
    });
    return word.length < 5 ? [] : found;
  }

  /* Endings that make a verb, a noun and an adjective of one root, looser than a stem: `recognise` and
     `recognition`. For questions and for the best partial matches only. */
  const DERIVED = /^(e|es|ed|ing|ings|ers?|ors?|s|ions?|ations?|itions?|ized?|ised?|izing|ising|ments?|ive|ively|al|able)?$/;
  const SHORTEST_ROOT = 5;

  /* {root, fits}: words that begin with the root and fit are of its kin; null when there is no such root. */
  function kin(word) {
    let root = word;
    [word].concat(variants(word)).forEach(function (own) {
      const stem = RRWords.stem(own, own, "");
      if (stem && stem.length < root.length) root = stem;
    });
    if (root.length < SHORTEST_ROOT || !/^[a-z]+$/.test(root)) return null;
    return { root: root, fits: function (other) { return DERIVED.test(other.slice(root.length)); } };
  }

  RRSearch.vocabulary = { STOPS: STOPS, QUESTIONS: QUESTIONS, FIGURED: FIGURED, UNITS: UNITS, variants: variants, kin: kin };
})();
