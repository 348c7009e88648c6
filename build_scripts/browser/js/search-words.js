/* The words of a text and the forms under which each is found: the same rules as
   `build_scripts/search/words.py` and `calendar.py`, where they are told one by one;
   `tests/data/search-words.json` is run through both. Needs `search-letters.js`.

     RRWords.tokens(text, language) → [{start, end, position, forms, parts, kind}, …]

   `forms` are the folded word, joined forms, the date, the stem with `~`; `parts`, of each form, how many
   tokens it covers from this one on; `kind` is letters, number, single or percent. Offsets count UTF-16
   code units, as all of the browser's do. */
(function () {
  "use strict";

  const LONGEST_CHAIN = 4; // runs that are joined at most

  const LETTERS = /[Aa][Aan]*/y;
  const GROUPED = /d{1,3}(?:,ddd)+(?![dn]|,d)(?:\.d[dn]*(?![dn]|\.d))?/y;
  const DECIMAL = /d[dn]*\.d[dn]*(?![dn]|\.d)/y;
  const PLAIN = /d[dn]*/y;
  const SINGLE = /sn*/y;
  const CAPITALS = /^[An]+$/;
  const ONE_CAPITAL = /^An*$/;
  const CONNECTORS = ["", "-", "/", ".", "'", "&"];

  function endOf(pattern, signs, at) {
    pattern.lastIndex = at;
    const found = pattern.exec(signs);
    return found ? at + found[0].length : 0;
  }

  function numberEnd(signs, at) {
    const before = signs.slice(Math.max(0, at - 2), at);
    return (before !== "d," && endOf(GROUPED, signs, at)) || (before !== "d." && endOf(DECIMAL, signs, at)) ||
      endOf(PLAIN, signs, at);
  }

  function percentEnd(signs, at) {
    const before = signs[at - 1], next = signs[at + 1];
    if (next === "A" || next === "a" || next === "d") return 0;
    return before === "d" || ((before === " " || before === "t") && signs[at - 2] === "d") ? at + 1 : 0;
  }

  /* All runs but the dropped `'s`: {start, end, kind, word, gap}. */
  function runsOf(text, signs) {
    const runs = [];
    let last = 0, at = 0;
    while (at < signs.length) {
      const sign = signs[at];
      let end = 0, kind = "";
      if (sign === "a" || sign === "A") { kind = "letters"; end = endOf(LETTERS, signs, at); }
      else if (sign === "d") { kind = "number"; end = numberEnd(signs, at); }
      else if (sign === "s") { kind = "single"; end = endOf(SINGLE, signs, at); }
      else if (sign === "%") { kind = "percent"; end = percentEnd(signs, at); }
      if (!end) { at += 1; continue; }
      const gap = signs.slice(last, at);
      const before = runs[runs.length - 1];
      let word = kind === "percent" ? "percent" : RRWords.shortened(RRWords.fold(text.slice(at, end)));
      if (kind === "number") word = word.replace(/,/g, "");
      const genitive = word === "s" && (gap === "'" || gap === ".'") && before && (before.kind === "letters" || before.kind === "number");
      if (word && !genitive) {
        runs.push({ start: at, end: end, kind: kind, word: word, gap: gap });
        last = end;
      }
      at = end;
    }
    return runs;
  }

  function connected(before, here) {
    if (before.kind === "single" || before.kind === "percent") return false;
    if (here.kind === "single" || here.kind === "percent") return false;
    return CONNECTORS.includes(here.gap) ||
      (here.gap === "t" && before.kind === "number" && here.kind === "number");
  }

  /* Forms of a chain of runs: every stretch of 2 to 4; of a long chain without slashes, of 2. */
  function joinChain(runs, first, end, add) {
    if (end - first > LONGEST_CHAIN) {
      const cuts = [first];
      for (let number = first + 1; number < end; number++) if (runs[number].gap === "/") cuts.push(number);
      if (cuts.length > 1) {
        cuts.push(end);
        for (let k = 1; k < cuts.length; k++) joinChain(runs, cuts[k - 1], cuts[k], add);
        return;
      }
    }
    const longest = end - first <= LONGEST_CHAIN ? LONGEST_CHAIN : 2;
    for (let low = first; low < end - 1; low++) {
      let form = runs[low].word;
      for (let high = low + 1; high < Math.min(end, low + longest); high++) {
        form += runs[high].word;
        add(low, form, high - low + 1);
      }
    }
  }

  function unchained(runs, number) {
    return !(number && connected(runs[number - 1], runs[number])) &&
      !(number + 1 < runs.length && connected(runs[number], runs[number + 1]));
  }

  function shaped(pattern, runs, number, signs) {
    return pattern.test(signs.slice(runs[number].start, runs[number].end)) && unchained(runs, number);
  }

  /* Capitals that stand alone: `U. S.`, `X RAY`. */
  function joinCapitals(runs, number, signs, add) {
    if (!shaped(ONE_CAPITAL, runs, number, signs)) return;
    let form = runs[number].word;
    for (let high = number + 1; high < Math.min(runs.length, number + LONGEST_CHAIN); high++) {
      const gap = runs[high].gap;
      if (gap !== " " && gap !== ". ") return;
      const single = shaped(ONE_CAPITAL, runs, high, signs);
      if (!single && (gap !== " " || !shaped(CAPITALS, runs, high, signs))) return;
      form += runs[high].word;
      add(number, form, high - number + 1);
      if (!single) return;
    }
  }

  function join(runs, signs, add) {
    let first = 0;
    for (let number = 1; number <= runs.length; number++) {
      if (number < runs.length && connected(runs[number - 1], runs[number])) continue;
      if (number - first > 1) joinChain(runs, first, number, add);
      first = number;
    }
    for (let number = 0; number < runs.length - 1; number++) {
      joinCapitals(runs, number, signs, add);
      const next = runs[number + 1];
      if (runs[number].word === "per" && next.word === "cent" && (next.gap === " " || next.gap === "t")) {
        add(number, "percent", 2);
      }
    }
  }

  // Dates: whole ones in an order that cannot be mistaken; `4/7/1992` is none.

  const MONTHS = new Map();
  [
    "january jan января январь yanvar ocak", "february feb февраля февраль fevral subat",
    "march mar марта март mart", "april apr апреля апрель aprel nisan", "may мая маи mayis",
    "june jun июня июнь iyun haziran", "july jul июля июль iyul temmuz",
    "august aug августа август avqust agustos", "september sept sep сентября сентябрь sentyabr eylul",
    "october oct октября октябрь oktyabr ekim", "november nov ноября ноябрь noyabr kasim",
    "december dec декабря декабрь dekabr aralik",
  ].forEach(function (names, month) {
    names.split(" ").forEach(function (name) { MONTHS.set(name, month + 1); });
  });
  const ORDINALS = ["st", "nd", "rd", "th"];
  const GAP = /^[ t.,-]{0,3}$/;
  const DAY = /^[0-9]{1,2}$/;
  const YEAR = /^[12][0-9]{3}$/;

  function holds(runs, at, pattern) {
    return at < runs.length && GAP.test(runs[at].gap) && pattern.test(runs[at].word);
  }

  function addDate(year, month, day, first, last, add) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return;
    const two = function (number) { return (number < 10 ? "0" : "") + number; };
    add(first, "d:" + year + "-" + two(month) + "-" + two(day), last - first + 1);
  }

  /* Around the name of a month: the day behind it, or else before it. */
  function namedDate(runs, number, add) {
    const month = MONTHS.get(runs[number].word);
    let at = number + 1;
    if (holds(runs, at, DAY)) {
      const day = Number(runs[at].word);
      at += at + 1 < runs.length && runs[at + 1].gap === "" && ORDINALS.includes(runs[at + 1].word) ? 2 : 1;
      if (holds(runs, at, YEAR)) {
        addDate(runs[at].word, month, day, number, at, add);
        return;
      }
    }
    if (!holds(runs, number + 1, YEAR) || !number || !GAP.test(runs[number].gap)) return;
    let first = number - 1;
    if (runs[first].word === "of" && first && GAP.test(runs[first].gap)) first -= 1;
    if (ORDINALS.includes(runs[first].word) && first && runs[first].gap === "") first -= 1;
    if (DAY.test(runs[first].word)) {
      addDate(runs[number + 1].word, month, Number(runs[first].word), first, number + 1, add);
    }
  }

  function numericDate(runs, number, add) {
    const first = runs[number].word, second = runs[number + 1].word, third = runs[number + 2].word;
    const sign = runs[number + 1].gap;
    if (sign !== runs[number + 2].gap || !DAY.test(second)) return;
    if ((sign === "-" || sign === "/" || sign === ".") && YEAR.test(first) && DAY.test(third)) {
      addDate(first, Number(second), Number(third), number, number + 2, add);
    } else if (sign === "." && DAY.test(first) && YEAR.test(third)) {
      addDate(third, Number(second), Number(first), number, number + 2, add);
    }
  }

  function addDates(runs, add) {
    for (let number = 0; number < runs.length; number++) {
      const word = runs[number].word;
      if (MONTHS.has(word)) namedDate(runs, number, add);
      else if (number + 2 < runs.length && word[0] >= "0" && word[0] <= "9") numericDate(runs, number, add);
    }
  }

  function tokens(text, language) {
    const signs = RRWords.classes(text);
    const runs = runsOf(text, signs);
    const found = runs.map(function (run, number) {
      return { start: run.start, end: run.end, position: number, forms: [run.word], parts: [1], kind: run.kind };
    });
    function add(number, form, parts) {
      const token = found[number];
      if (token.forms.includes(form)) return;
      token.forms.push(form);
      token.parts.push(parts);
    }
    join(runs, signs, add);
    addDates(runs, add);
    runs.forEach(function (run, number) {
      if (run.kind !== "letters") return;
      const stem = RRWords.stem(run.word, RRWords.lowered(text.slice(run.start, run.end)), language || "");
      if (stem) add(number, stem + "~", 1);
    });
    return found;
  }

  RRWords.tokens = tokens;
  RRWords.isMonth = function (word) { return MONTHS.has(word); };
})();
