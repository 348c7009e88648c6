/* Compares a quotation with passages, word by word. Words are folded as in the search: capitals, accents,
   kinds of quotation marks and hyphens, and the white space between words do not count. No page, no index.

     RRCheck.words(text)                     [{word, start, end}]
     RRCheck.whole(quoted, sequence)         [{from, to, divided}]: where all its words stand, one behind the other;
                                             `divided`: the same letters in other words (`C SIPA`, `C-SIPA`)
     RRCheck.runs(quoted, sequence, least)   common stretches of at least so many words: [{at, there, size}]
     RRCheck.difference(quoted, sequence)    [{kind: "same" | "more" | "less", from, to, at, till}]
     RRCheck.cut(text)                       its parts between marks of omission ([…], ...) and insertions in brackets
   A sequence is {words, text, …}: one passage or neighbours put together. */
var RRCheck = (function () {
  "use strict";

  const OMISSION = /\s*(?:[[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?)\s*/;
  const BRACKET = /\[[^\][]{1,120}\]/;
  const CAPITAL = /\[(\p{L})\](?=\p{L})/gu;
  const PER_CENT = /\bper cent\b/giu;

  function words(text) {
    const even = text.replace(PER_CENT, "percent "); // as long as before
    return RRWords.tokens(even, "").map(function (token) {
      return { word: token.forms[0], start: token.start, end: token.end };
    });
  }

  function squashed(list) {
    const starts = new Map(), ends = new Map();
    let text = "";
    list.forEach(function (item, k) {
      starts.set(text.length, k);
      text += item.word;
      ends.set(text.length, k);
    });
    return { text: text, starts: starts, ends: ends };
  }

  function whole(quoted, sequence) {
    const asked = squashed(quoted).text;
    if (!asked) return [];
    const held = sequence.squashed || (sequence.squashed = squashed(sequence.words));
    const found = [];
    for (let at = held.text.indexOf(asked); at >= 0; at = held.text.indexOf(asked, at + 1)) {
      const from = held.starts.get(at), to = held.ends.get(at + asked.length);
      if (from === undefined || to === undefined) continue;
      const same = to - from + 1 === quoted.length &&
        quoted.every(function (item, k) { return item.word === sequence.words[from + k].word; });
      found.push({ from: from, to: to, divided: !same });
    }
    return found;
  }

  /* The longest common stretch outside what is taken. */
  function longest(quoted, there, taken) {
    let best = { at: 0, there: 0, size: 0 };
    let before = new Int32Array(there.length + 1);
    for (let k = 0; k < quoted.length; k++) {
      const row = new Int32Array(there.length + 1);
      if (!taken[k]) {
        for (let n = 0; n < there.length; n++) {
          if (quoted[k].word !== there[n].word) continue;
          row[n + 1] = before[n] + 1;
          if (row[n + 1] > best.size) best = { at: k - row[n + 1] + 1, there: n - row[n + 1] + 1, size: row[n + 1] };
        }
      }
      before = row;
    }
    return best;
  }

  function runs(quoted, sequence, least, taken) {
    const own = taken || quoted.map(function () { return false; });
    const found = [];
    for (let round = 0; round < 40; round++) {
      const best = longest(quoted, sequence.words, own);
      if (best.size < least) break;
      own.fill(true, best.at, best.at + best.size);
      found.push(best);
    }
    return found;
  }

  /* The stretch of the sequence in which most of the quotation stands, by the runs in their order. */
  function stretch(quoted, sequence) {
    const found = runs(quoted, sequence, Math.min(2, quoted.length)).sort(function (a, b) { return b.size - a.size; });
    if (!found.length) return null;
    const room = Math.ceil(quoted.length * 0.5) + 3;
    const kept = [found[0]];
    found.slice(1).forEach(function (run) {
      const fits = kept.every(function (other) {
        const apart = run.there - other.there, away = run.at - other.at;
        return (apart > 0) === (away > 0) && Math.abs(apart - away) <= room;
      });
      if (fits) kept.push(run);
    });
    const first = kept.reduce(function (a, b) { return a.at < b.at ? a : b; });
    const last = kept.reduce(function (a, b) { return a.at + a.size > b.at + b.size ? a : b; });
    const end = last.there + last.size - 1 + (quoted.length - last.at - last.size);
    return {
      from: Math.max(0, first.there - first.at), to: Math.min(sequence.words.length - 1, end), kept: kept,
      held: kept.reduce(function (sum, run) { return sum + run.size; }, 0),
    };
  }

  /* Words that both have, that only the source has (less), that only the quotation has (more), in order. */
  function difference(quoted, sequence, within) {
    const there = sequence.words.slice(within.from, within.to + 1);
    const rows = quoted.length, columns = there.length;
    const table = Array.from({ length: rows + 1 }, function () { return new Int32Array(columns + 1); });
    for (let k = rows - 1; k >= 0; k--) {
      for (let n = columns - 1; n >= 0; n--) {
        table[k][n] = quoted[k].word === there[n].word ? table[k + 1][n + 1] + 1 : Math.max(table[k + 1][n], table[k][n + 1]);
      }
    }
    const found = [];
    function put(kind, k, n) {
      const last = found[found.length - 1];
      if (last && last.kind === kind) { last.till = k; last.to = n; } else {
        found.push({ kind: kind, at: k, till: k, from: n, to: n });
      }
    }
    let k = 0, n = 0;
    while (k < rows || n < columns) {
      if (k < rows && n < columns && quoted[k].word === there[n].word) put("same", k++, within.from + n++);
      else if (n < columns && (k === rows || table[k][n + 1] >= table[k + 1][n])) put("less", k, within.from + n++);
      else put("more", k++, within.from + n);
    }
    // What only the source has at either end is not part of the quotation.
    while (found.length && found[0].kind === "less") found.shift();
    while (found.length && found[found.length - 1].kind === "less") found.pop();
    return found;
  }

  function cut(text) {
    const even = text.replace(CAPITAL, "$1");
    const parts = even.split(OMISSION).reduce(function (all, part) { return all.concat(part.split(BRACKET)); }, []);
    return { text: even, parts: parts.filter(function (part) { return words(part).length; }) };
  }

  return { words: words, whole: whole, runs: runs, stretch: stretch, difference: difference, cut: cut };
})();
