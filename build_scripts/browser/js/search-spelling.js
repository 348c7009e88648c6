/* "Did you mean …": for words of letters that are nowhere. A word of the archive that differs in one letter
   (of four to seven) or two (from eight on), where two neighbours changed about count as one (Damerau 1964,
   "A technique for computer detection and correction of spelling errors"; its usual restricted form). Codes
   and figures are never touched: one of another number is another thing. */
(function () {
  "use strict";

  const SHORTEST = 4, LONG = 8; // letters
  const FEW = 8; // shards; so few are read whole, of more only those of the first two letters

  const postings = RRSearch.postings;

  /* Distance of two words up to `most`; more than that is `most + 1`. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let older = [], before = [], row = [];
    for (let k = 0; k <= b.length; k++) before[k] = k;
    for (let i = 1; i <= a.length; i++) {
      row = [i];
      let least = i;
      for (let k = 1; k <= b.length; k++) {
        const same = a[i - 1] === b[k - 1];
        let value = Math.min(before[k] + 1, row[k - 1] + 1, before[k - 1] + (same ? 0 : 1));
        if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1]) value = Math.min(value, older[k - 2] + 1);
        row[k] = value;
        if (value < least) least = value;
      }
      if (least > most) return most + 1;
      older = before;
      before = row;
    }
    return before[b.length];
  }

  /* The shards in which a misspelled word may have its right form. */
  async function shards(word) {
    const firsts = (await postings.root()).shards.spell || [];
    const numbers = new Set();
    if (firsts.length <= FEW) firsts.forEach(function (_, k) { numbers.add(k); });
    else [word[0], word[1]].forEach(function (letter) {
      const last = postings.shardOf(firsts, letter + "\uffff");
      for (let k = Math.max(0, postings.shardOf(firsts, letter)); k <= last; k++) numbers.add(k);
    });
    return Promise.all(Array.from(numbers).map(function (k) { return RR.load("s/" + k); }));
  }

  /* The best other word, or two words written as one, or "". */
  async function instead(word) {
    if (word.length < SHORTEST) return "";
    const most = word.length < LONG ? 1 : 2;
    let best = "", value = -Infinity;
    const held = await shards(word);
    for (const shard of held) {
      for (let k = 0; k < shard.words.length; k++) {
        const other = shard.words[k];
        if (Math.abs(other.length - word.length) > most) continue;
        const apart = distance(word, other, most);
        if (!apart || apart > most || (apart > 1 && other[0] !== word[0])) continue;
        // A letter less apart is worth more than any frequency; the first letter is seldom wrong.
        const own = Math.log(1 + shard.df[k]) - 100 * apart + (other[0] === word[0] ? 5 : 0);
        if (own > value) { value = own; best = other; }
      }
      await RRSearch.lists.breathe();
    }
    return best || parted(word, held);
  }

  function parted(word, held) {
    const known = function (part) {
      return held.some(function (shard) { return shard.words[postings.placeOf(shard.words, part)] === part; });
    };
    for (let k = SHORTEST; k <= word.length - SHORTEST; k++) {
      if (known(word.slice(0, k)) && known(word.slice(k))) return word.slice(0, k) + " " + word.slice(k);
    }
    return "";
  }

  /* A word as names have it, or with the capital of what was typed. */
  async function spelled(word, typed) {
    const names = await RRSearch.names.load();
    for (const entity of names.byId.values()) {
      for (const form of [entity.label].concat(entity.forms)) {
        const token = RRWords.tokens(form, "").find(function (own) { return own.forms[0] === word; });
        if (token) return form.slice(token.start, token.end);
      }
    }
    const first = Array.from(typed)[0] || "";
    return first !== first.toLowerCase() ? word[0].toUpperCase() + word.slice(1) : word;
  }

  /* {text, words: [{from, to}]}: the query with other words for those nodes, or null. */
  async function correct(text, nodes) {
    const changes = [];
    for (const node of nodes) {
      const other = await instead(node.word);
      if (other) changes.push({ from: node.label, to: await spelled(other, node.label), start: node.start, end: node.end });
    }
    if (!changes.length) return null;
    let corrected = text;
    changes.sort(function (a, b) { return b.start - a.start; }).forEach(function (change) {
      corrected = corrected.slice(0, change.start) + change.to + corrected.slice(change.end);
    });
    return {
      text: corrected,
      words: changes.reverse().map(function (change) { return { from: change.from, to: change.to }; }),
    };
  }

  RRSearch.spelling = { correct: correct, distance: distance };
})();
