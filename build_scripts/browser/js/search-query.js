/* What a reader typed, as a tree. Nothing that can be typed is an error: a sign that makes no sense where it
   stands is left out, a lone operator is a word.

     words            all of them            "some words"   next to each other, also in curly quotes
     -word, NOT word  without it             a OR b         one of them; AND binds closer than OR
     ( )              belong together        begin*         words that begin so

   AND, OR and NOT only in capitals: small ones are words.

     RRSearch.parse(text) → {node, cut, end}
       node: {type: "words", text, start} | {type: "phrase", text, start} | {type: "prefix", text, start}
             | {type: "not", item} | {type: "and", items} | {type: "or", items} | null when there is nothing
       cut:  true when the text was longer than what is read
       end:  where the last plain words end, when they end the text (a word that may still be growing), else -1

   `start` counts in the text as it was typed. */
(function () {
  "use strict";

  const LONGEST = 1000; // characters that are read
  const DEEPEST = 20; // brackets in brackets; further ones are left out

  const OPENING = "\"“”„‟«»＂";
  const CLOSING = "\"“”„‟«»＂";
  const SPACE = /[\s\u0000-\u001f\u007f\u200b\u2028\u2029]/;
  const DASHES = "-−";
  const WORDLY = /[\p{L}\p{N}]/u;

  /* A quotation mark opens a phrase when it stands at the beginning of a word and is closed further on. */
  function phraseEnd(text, at) {
    if (!OPENING.includes(text[at])) return -1;
    const before = text[at - 1];
    if (before !== undefined && !SPACE.test(before) && !"([-−".includes(before)) return -1;
    for (let k = at + 1; k < text.length; k++) if (CLOSING.includes(text[k])) return k;
    return -1;
  }

  /* The signs of a query: {kind: "(", ")", "and", "or", "not", "phrase", "prefix", "word"; text, start, end}. */
  function lex(text) {
    const signs = [];
    let at = 0;
    while (at < text.length) {
      const char = text[at];
      const closing = phraseEnd(text, at);
      if (SPACE.test(char)) {
        at++;
      } else if (char === "(" || char === ")") {
        signs.push({ kind: char, start: at, end: at + 1 });
        at++;
      } else if (closing > 0) {
        signs.push({ kind: "phrase", text: text.slice(at + 1, closing), start: at + 1, end: closing + 1 });
        at = closing + 1;
      } else if (OPENING.includes(char)) {
        at++; // a lone one
      } else if (DASHES.includes(char) && negates(text, at)) {
        signs.push({ kind: "not", text: char, start: at, end: at + 1, dash: true });
        at++;
      } else {
        at = word(text, at, signs);
      }
    }
    return signs;
  }

  /* A dash before a word, not inside one: `-word`, but neither `a - b` nor `--`. */
  function negates(text, at) {
    const before = text[at - 1], next = text[at + 1];
    if (before !== undefined && !SPACE.test(before) && before !== "(") return false;
    if (next === undefined) return false;
    return WORDLY.test(text.slice(at + 1, at + 3)) && !DASHES.includes(next) && !SPACE.test(next) ||
      next === "(" || phraseEnd(text, at + 1) > 0;
  }

  function word(text, at, signs) {
    let end = at;
    while (end < text.length && !SPACE.test(text[end]) && !"()".includes(text[end]) && !OPENING.includes(text[end])) {
      end++;
    }
    // A quotation mark inside a word (`5"`) belongs to nothing.
    const chunk = text.slice(at, end);
    const operator = { AND: "and", OR: "or", NOT: "not" }[chunk];
    if (operator) {
      signs.push({ kind: operator, text: chunk, start: at, end: end });
    } else if (WORDLY.test(chunk)) {
      const stars = chunk.match(/[\p{L}\p{N}]\*+$/u);
      const kind = stars ? "prefix" : "word";
      signs.push({ kind: kind, text: stars ? chunk.replace(/\*+$/, "") : chunk, start: at, end: end });
    } else if (/[%$€£₽₼&+]/.test(chunk)) {
      signs.push({ kind: "word", text: chunk, start: at, end: end }); // `40 %`
    }
    return end;
  }

  /* A lone operator is a word; so is one with nothing on a side that it needs. */
  function settle(signs) {
    const opens = function (sign) { return sign && !["and", "or", ")"].includes(sign.kind); };
    const closes = function (sign) { return sign && !["and", "or", "not", "("].includes(sign.kind); };
    return signs.filter(function (sign) { return !sign.dash || opens(signs[signs.indexOf(sign) + 1]); })
      .map(function (sign, k, all) {
        const needsLeft = sign.kind === "and" || sign.kind === "or";
        if (!needsLeft && sign.kind !== "not" || sign.dash) return sign;
        if (opens(all[k + 1]) && (!needsLeft || closes(all[k - 1]))) return sign;
        return Object.assign({}, sign, { kind: "word" });
      });
  }

  function parse(typed) {
    const text = String(typed === null || typed === undefined ? "" : typed).slice(0, LONGEST);
    const signs = settle(lex(text));
    let at = 0;

    function either(depth) {
      const items = [];
      do {
        const item = every(depth);
        if (item) items.push(item);
      } while (at < signs.length && signs[at].kind === "or" && ++at);
      return items.length > 1 ? { type: "or", items: items } : items[0] || null;
    }

    function every(depth) {
      const items = [];
      while (at < signs.length && signs[at].kind !== "or") {
        if (signs[at].kind === ")") {
          if (depth) break;
          at++; // closes nothing
          continue;
        }
        if (signs[at].kind === "and") { at++; continue; }
        const before = at;
        const item = signs[at].kind === "word" ? words() : single(depth);
        if (item && item.type === "and") items.push.apply(items, item.items); // brackets that change nothing
        else if (item) items.push(item);
        if (at === before) at++;
      }
      return items.length > 1 ? { type: "and", items: items } : items[0] || null;
    }

    /* Neighbouring words are one text, in which dates and names are seen. */
    function words() {
      const first = signs[at];
      let last = first;
      while (at < signs.length && signs[at].kind === "word") last = signs[at++];
      return { type: "words", text: text.slice(first.start, last.end), start: first.start };
    }

    function single(depth) {
      let negated = false;
      while (at < signs.length && signs[at].kind === "not") { negated = !negated; at++; }
      const sign = signs[at];
      if (!sign) return null;
      let item = null;
      if (sign.kind === "(") {
        at++;
        if (depth >= DEEPEST) return negated ? null : single(depth);
        item = either(depth + 1);
        if (at < signs.length && signs[at].kind === ")") at++;
      } else if (sign.kind === "word" || sign.kind === "phrase" || sign.kind === "prefix") {
        at++;
        item = { type: sign.kind === "word" ? "words" : sign.kind, text: sign.text, start: sign.start };
      } else {
        return null; // left to the caller
      }
      return negated && item ? { type: "not", item: item } : item;
    }

    const node = either(0);
    const last = signs[signs.length - 1];
    const growing = last && last.kind === "word" && last.end === text.length && !/["“”„‟«»]/.test(text.slice(last.end - 1));
    return { node: node, cut: String(typed).length > LONGEST, end: growing ? last.end : -1 };
  }

  RRSearch.parse = parse;
})();
