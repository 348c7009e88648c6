/* Where a plan's words stand in a text, and the sentence that shows them best. The index keeps positions of
   words only; a text is taken into words again, by the same rules, and marks are offsets into it as it is.

     RRSearch.hits.marks(node, text, language, passage) → [{start, end, leaf}, …] in order, apart from
         each other; `leaf` numbers what was looked for. `passage` (or -1) tells where names stand.
     RRSearch.hits.snippet(text, marks, rares) → {text, marks: [[start, end], …], before, after}
         `before` and `after`: whether something was left out there. */
(function () {
  "use strict";

  const LONG = 320; // characters of a snippet; a sentence may be half as long again

  const postings = RRSearch.postings;

  /* Stretches of tokens [from, to) in which the steps of a phrase stand one behind the other. */
  function phraseIn(node, tokens) {
    const steps = node.steps;
    function reach(step, at) {
      if (step === steps.length) return at;
      if (at >= tokens.length) return 0;
      const token = tokens[at];
      for (const item of steps[step]) {
        for (let k = 0; k < token.forms.length; k++) {
          const same = item.prefix ? k === 0 && token.forms[0].startsWith(item.prefix) : token.forms[k] === item.term;
          const end = same ? reach(step + item.parts, at + token.parts[k]) : 0;
          if (end) return end;
        }
      }
      return 0;
    }
    const found = [];
    for (let at = 0; at < tokens.length; at++) {
      const end = reach(0, at);
      if (end) found.push([at, end]);
    }
    return found;
  }

  function wordIn(node, tokens) {
    const wanted = new Set(node.terms.concat(node.kindred || []).map(function (item) { return item.term; }));
    const found = [];
    tokens.forEach(function (token, at) {
      let parts = 0;
      token.forms.forEach(function (form, k) {
        const same = wanted.has(form) || (node.begun && !/[~:]/.test(form) && form.startsWith(node.prefix));
        if (same && !(parts && token.parts[k] > parts)) parts = token.parts[k];
      });
      if (parts) found.push([at, at + parts]);
    });
    return found;
  }

  /* The forms of a name where the index says that it stands. */
  function nameIn(node, tokens, passage) {
    const found = [];
    node.entities.forEach(function (entity, k) {
      const own = node.lists && node.lists[k];
      const places = own && passage >= 0 ? postings.positions(own.list, passage) : [];
      if (!places.length) return;
      const rows = [entity.label].concat(entity.forms).reduce(function (all, form) {
        return all.concat(RRSearch.names.rows(form));
      }, []);
      places.forEach(function (place) {
        let end = 0;
        rows.forEach(function (row) { end = Math.max(end, RRSearch.names.covers(row, tokens, place, 0)); });
        if (end) found.push([place, end]);
      });
    });
    return found;
  }

  /* Everything that is looked for, in order: words, phrases, names. */
  function leaves(node) {
    if (!node || node.type === "not") return [];
    if (node.type === "word") return node.required === false ? [] : [node];
    if (node.type === "phrase") return [node];
    if (node.type === "name") return [node];
    return node.items.reduce(function (all, item) { return all.concat(leaves(item)); }, []);
  }

  function spans(leaf, tokens, passage) {
    if (leaf.type === "word") return wordIn(leaf, tokens);
    if (leaf.type === "phrase") {
      const found = phraseIn(leaf, tokens);
      // Words of a phrase that is nowhere are what is shown instead.
      return found.length || (leaf.found && leaf.found.length) ? found :
        leaf.loose.reduce(function (all, word) { return word.optional ? all : all.concat(wordIn(word, tokens)); }, []);
    }
    return leaves(leaf.item).reduce(function (all, word) { return all.concat(spans(word, tokens, passage)); }, [])
      .concat(nameIn(leaf, tokens, passage));
  }

  /* Whether every phrase that a passage must hold stands in its text. */
  function holds(node, unit) {
    const tokens = RRWords.tokens(unit.text, unit.language);
    return (node.type === "and" ? node.items : [node]).every(function (item) {
      return item.type !== "phrase" || !item.found.length || phraseIn(item, tokens).length > 0;
    });
  }

  function marks(node, text, language, passage) {
    const tokens = RRWords.tokens(text, language);
    const found = [];
    leaves(node).forEach(function (leaf, number) {
      spans(leaf, tokens, passage).forEach(function (span) {
        found.push({ start: tokens[span[0]].start, end: tokens[Math.min(span[1], tokens.length) - 1].end, leaf: number });
      });
    });
    found.sort(function (a, b) { return a.start - b.start || b.end - a.end; });
    const apart = [];
    found.forEach(function (mark) {
      const last = apart[apart.length - 1];
      if (!last || mark.start >= last.end) apart.push({ start: mark.start, end: mark.end, leaf: mark.leaf });
      else if (mark.end > last.end) last.end = mark.end;
    });
    return apart;
  }

  // Sentences

  const END = /[.!?…。！？]["'”’»)\]]*\s+/g;
  const SHORT = /(?:^|[\s("“])(?:\p{L}|mr|mrs|ms|dr|prof|gen|col|lt|sgt|st|no|nos|vol|pp|ed|eds|al|fig|cf|vs|e\.g|i\.e|u\.s|u\.n|u\.k|г|гг|им|см|др|пр|т\.е|т\.д)\.$/iu;

  /* Offsets [start, end) of the sentences of a text; together they are all of it. */
  function sentences(text) {
    const found = [];
    let start = 0, match;
    END.lastIndex = 0;
    while ((match = END.exec(text))) {
      const end = match.index + match[0].length;
      const next = text[end];
      const before = text.slice(Math.max(0, match.index - 12), match.index + 1);
      if (match[0][0] === "." && (SHORT.test(before) || (next && /\p{Ll}/u.test(next)))) continue;
      found.push([start, end]);
      start = end;
    }
    if (start < text.length || !found.length) found.push([start, text.length]);
    return found;
  }

  function worth(marks, start, end, rares) {
    const seen = new Set();
    let sum = 0;
    marks.forEach(function (mark) {
      if (mark.start < start || mark.end > end) return;
      sum += (seen.has(mark.leaf) ? 0.05 : rares[mark.leaf] || 1) + (mark.end - mark.start) / 500;
      seen.add(mark.leaf);
    });
    return sum;
  }

  /* A stretch of a sentence that is too long: around the mark where most stands within the length. */
  function around(text, start, end, marks, rares) {
    let from = start, best = -1;
    marks.forEach(function (mark) {
      if (mark.start < start || mark.start >= end) return;
      const begin = Math.max(start, Math.min(mark.start - 60, end - LONG));
      const value = worth(marks, begin, begin + LONG, rares);
      if (value > best) { best = value; from = begin; }
    });
    let to = Math.min(end, from + LONG);
    if (from > start) from = border(text, from, 1);
    if (to < end) to = border(text, to, -1);
    return [from, to];
  }

  /* The next place between words; not further than a long word away. */
  function border(text, at, step) {
    for (let k = 0; k < 40; k++) {
      const here = at + k * step;
      if (here <= 0 || here >= text.length) return here;
      if (/\s/.test(text[step > 0 ? here - 1 : here])) return here;
    }
    return /[\udc00-\udfff]/.test(text[at]) ? at + step : at;
  }

  function snippet(text, marks, rares) {
    let from = 0, to = text.length;
    if (text.length > LONG) {
      const all = sentences(text);
      let best = 0, value = -1;
      all.forEach(function (sentence, k) {
        const own = worth(marks, sentence[0], sentence[1], rares);
        if (own > value) { value = own; best = k; }
      });
      let first = best, last = best;
      const size = function (a, b) { return all[b][1] - all[a][0]; };
      for (;;) { // neighbours that fit, the one behind first
        const behind = last + 1 < all.length && size(first, last + 1) <= LONG;
        const before = !behind && first > 0 && size(first - 1, last) <= LONG;
        if (behind) last += 1; else if (before) first -= 1; else break;
      }
      from = all[first][0];
      to = all[last][1];
      if (to - from > LONG * 1.5) [from, to] = around(text, from, to, marks, rares);
    }
    const cut = text.slice(from, to).replace(/\s+$/, "");
    const shown = marks.filter(function (mark) { return mark.start >= from && mark.end <= from + cut.length; });
    return {
      text: cut, before: from > 0, after: from + cut.length < text.replace(/\s+$/, "").length,
      marks: shown.map(function (mark) { return [mark.start - from, mark.end - from]; }),
    };
  }

  RRSearch.hits = { marks: marks, phraseIn: phraseIn, holds: holds, leaves: leaves, snippet: snippet, sentences: sentences };
})();
