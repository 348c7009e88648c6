/* Single characters: their classes and what they are folded to; and stems. The same tables and rules as
   `build_scripts/search/letters.py` and `stems.py`, where their reasons stand; `tests/data/search-words.json`
   is run through both. Classes: a letter, A capital, d digit, s a word by itself, n nothing, t space that
   also groups digits, (blank) other space, - / . ' & connectors, % and , themselves, ! everything else. */
var RRWords = (function () {
  "use strict";

  const DROPPED = [
    [0x0300, 0x036F], [0x0483, 0x0489], [0x0591, 0x05BD], [0x05BF, 0x05BF], [0x05C1, 0x05C2], [0x05C4, 0x05C5],
    [0x05C7, 0x05C7], [0x0610, 0x061A], [0x064B, 0x065F], [0x0670, 0x0670], [0x06D6, 0x06DC], [0x06DF, 0x06E4],
    [0x06E7, 0x06E8], [0x06EA, 0x06ED], [0x1AB0, 0x1AFF], [0x1DC0, 0x1DFF], [0x20D0, 0x20FF], [0xFE00, 0xFE0F],
    [0xFE20, 0xFE2F], [0xE0100, 0xE01EF],
  ];
  const RAISED = [
    [0x00AA, 0x00AA], [0x00BA, 0x00BA], [0x02B0, 0x02B8], [0x02E0, 0x02E4], [0x1D2C, 0x1D6A], [0x1D78, 0x1D78],
    [0x1D9B, 0x1DBF], [0x2071, 0x2071], [0x207F, 0x207F],
  ];
  const SILENT = [[0x0640, 0x0640], [0x02B9, 0x02BF]];
  const SINGLE = [
    [0x0E00, 0x0EFF], [0x1000, 0x109F], [0x1780, 0x17FF], [0x3005, 0x3007], [0x3040, 0x30FF], [0x31F0, 0x31FF],
    [0x3400, 0x4DBF], [0x4E00, 0x9FFF], [0xF900, 0xFAFF], [0x20000, 0x3FFFF],
  ];
  const DIGITS = [[0x30, 0x39], [0x2080, 0x2089], [0x0660, 0x0669], [0x06F0, 0x06F9], [0xFF10, 0xFF19]];
  const WIDE = [[0xFF21, 0xFF3A], [0xFF41, 0xFF5A]];
  const WIDE_SHIFT = 0xFEE0;

  const SIGNS = new Map();
  [["-‐‑‒–", "-"], ["&_", "&"], ["'’‘´`׳״＇", "'"], ["/⁄", "/"], ["%％٪", "%"], ["\u00a0\u2009\u202f", "t"],
    ["\t\n\v\f\r\x85", " "], [".", "."], [",", ","]].forEach(function (row) {
    for (const char of row[0]) SIGNS.set(char, row[1]);
  });

  const LETTERS = {
    "ı": "i", "ə": "e", "ǝ": "e", "ɛ": "e", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d",
    "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĳ": "ij", "ſ": "s", "ς": "σ", "ﬀ": "ff", "ﬁ": "fi",
    "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
  };

  const FORMAT = /\p{Cf}/u;
  const FORMATS = /\p{Cf}/gu;
  const SPACE = /\p{Z}/u;
  const MARK = /\p{M}/u;
  const WORDLY = /[\p{L}\p{Nd}\p{Nl}]/u;
  const ASCII = /^[\x00-\x7f]*$/;

  function row(code, ranges) {
    return ranges.find(function (range) { return range[0] <= code && code <= range[1]; });
  }

  function classOf(char) {
    const code = char.codePointAt(0);
    if (SIGNS.has(char)) return SIGNS.get(char);
    if (row(code, DIGITS)) return "d";
    if (FORMAT.test(char) || row(code, DROPPED) || row(code, SILENT)) return "n";
    if (SPACE.test(char)) return " ";
    if (MARK.test(char)) return "n";
    if (!WORDLY.test(char) || row(code, RAISED)) return "!";
    if (!foldOf(char)) return "n";
    if (row(code, SINGLE)) return "s";
    return char.toLowerCase() !== char ? "A" : "a";
  }

  function foldOf(char) {
    let folded = "";
    for (let part of char.normalize("NFD")) {
      const code = part.codePointAt(0);
      if (row(code, DROPPED) || row(code, SILENT) || FORMAT.test(part)) continue;
      if (row(code, WIDE)) part = String.fromCharCode(code - WIDE_SHIFT);
      const digits = row(code, DIGITS);
      if (digits) part = String(code - digits[0]);
      for (const lower of part.toLowerCase().normalize("NFD")) {
        if (row(lower.codePointAt(0), DROPPED)) continue;
        folded += Object.prototype.hasOwnProperty.call(LETTERS, lower) ? LETTERS[lower] : lower;
      }
    }
    return folded;
  }

  function remembered(compute) {
    const known = new Map();
    return function (char) {
      let found = known.get(char);
      if (found === undefined) known.set(char, found = compute(char));
      return found;
    };
  }

  /* Of a character of two code units the second is nothing, or separates like the first. */
  const signOf = remembered(function (char) {
    const sign = classOf(char);
    return char.length === 1 ? sign : sign + (sign === "!" || sign === " " ? sign : "n");
  });
  const folding = remembered(foldOf);

  function shortened(word) {
    return word.length > LONGEST ? Array.from(word).slice(0, LONGEST).join("") : word;
  }

  /* The class of every code unit; as long as the text. */
  function classes(text) {
    let signs = "";
    for (const char of text) signs += signOf(char);
    return signs;
  }

  /* A word without case, accents and what is not shown. */
  function fold(word) {
    if (ASCII.test(word)) return word.toLowerCase();
    let folded = "";
    for (const char of word) folded += folding(char);
    return folded;
  }

  /* A word in lower case, composed, without what is not shown: its spelling; shortened. */
  function lowered(word) {
    return shortened(ASCII.test(word) ? word.toLowerCase() : word.replace(FORMATS, "").toLowerCase().normalize("NFC"));
  }

  const CYRILLIC = "ru uk bg sr be kk ky mk mn tg tt".split(" ");
  const OTHER = CYRILLIC.concat("he yi ar fa ur ps el hy ka zh ja ko hi mr ne th".split(" "));
  const SHORTEST = 3; // letters of a word that may have an ending
  const LONGEST = 64; // characters of a word; of a longer one the beginning stands for it

  /* The language whose stemmer is right for a folded word in a text of `language`, or "". */
  function stemmerOf(word, language) {
    const main = language.split("-")[0].toLowerCase();
    if (word[0] >= "а" && word[0] <= "ӿ") return CYRILLIC.includes(main) && main !== "ru" ? "" : "ru";
    if (!(word[0] >= "a" && word[0] <= "z")) return "";
    if (OTHER.includes(main) || !main) return "en";
    return main === "en" ? main : "";
  }

  /* The folded stem of a word given folded and in lower case; "" when it has none. */
  function stem(folded, spelling, language) {
    if (Array.from(folded).length < SHORTEST) return "";
    const name = stemmerOf(folded, language);
    if (!name || typeof RRStemmers === "undefined") return "";
    return fold(RRStemmers[name].stemWord(name === "ru" ? spelling.replace(/ё/g, "е") : folded));
  }

  return { classes: classes, fold: fold, lowered: lowered, shortened: shortened, stem: stem };
})();
