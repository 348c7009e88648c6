/* Which passages have a phrase: by the positions that the index holds, and where it holds none by the texts.

     RRSearch.preparePhrase(node, state, most)  of a plan's phrase; node.found are the passages */
(function () {
  "use strict";

  const MOST_READ = 24; // passages whose text is read to be sure of a phrase
  const MOST_TRIED = 60; // the same where nothing but texts can tell
  const AT_ONCE = 12; // texts that are loaded together

  const postings = RRSearch.postings;
  const list = RRSearch.lists.list, beginning = RRSearch.lists.beginning, breathe = RRSearch.lists.breathe;

  /* Lists of every step of a phrase. Those without positions are not loaded: the words are taken as given,
     so long as another one tells where to look, and seen to when the text is read. `most`: words that a growing
     last word may become. Sets node.lists and node.found. */
  async function preparePhrase(node, state, most) {
    node.lists = await Promise.all(node.steps.map(function (step) {
      return Promise.all(step.map(async function (item) {
        const terms = item.prefix ? await beginning(item.prefix, most, state) : [item.term];
        if (terms.length === 1 && await postings.bare(terms[0]).catch(function () { return false; })) {
          return { parts: item.parts, wild: true, term: terms[0], lists: [] };
        }
        const lists = await Promise.all(terms.map(function (term) { return list(term, state, false); }));
        return { parts: item.parts, wild: false, lists: lists.filter(function (one) { return one.size; }) };
      }));
    }));
    if (!leading(node)) { // nothing but the most frequent words
      await Promise.all([].concat.apply([], node.lists).map(async function (item) {
        if (item.wild) item.lists = [await list(item.term, state, false)];
        item.wild = false;
      }));
    }
    const placed = node.lists.filter(function (step) {
      return step.some(function (item) { return item.lists.some(function (own) { return own.text || own.pieces; }); });
    });
    await findPhrase(node, state, placed.length < 2);
  }

  /* The shortest step that every way through the phrase must take and whose lists are known: where to look at
     all; null when there is none. */
  function leading(node) {
    let best = null, size = Infinity;
    node.lists.forEach(function (step, k) {
      const skipped = node.steps.some(function (other, from) {
        return from < k && other.some(function (item) { return from + item.parts > k; });
      });
      if (skipped || step.some(function (item) { return item.wild; })) return;
      const all = step.reduce(function (sum, item) {
        return sum + item.lists.reduce(function (own, one) { return own + one.size; }, 0);
      }, 0);
      if (all < size) { size = all; best = step; }
    });
    return best;
  }

  function candidates(node) {
    const ids = new Set();
    (leading(node) || node.lists[0]).forEach(function (item) { item.lists.forEach(function (one) { one.ids.forEach(function (id) { ids.add(id); }); }); });
    return Array.from(ids).sort(function (a, b) { return a - b; });
  }

  /* How surely a phrase stands in a passage by the positions: SUPPOSED where the index has none of a word, MAYBE
     if a word of the text is a joined one, which positions do not tell. */
  const SURE = 3, SUPPOSED = 2, MAYBE = 1;

  function stands(node, id) {
    const count = node.lists.length;
    const open = Array.from({ length: count + 1 }, function () { return new Map(); }); // expected position → how surely
    open[0].set(-1, SURE);
    function put(step, position, sure) { if ((open[step].get(position) || 0) < sure) open[step].set(position, sure); }
    for (let k = 0; k < count; k++) {
      if (!open[k].size) continue;
      node.lists[k].forEach(function (item) {
        const after = k + item.parts;
        if (after > count) return;
        let unplaced = item.wild, places = [];
        item.lists.forEach(function (one) {
          const at = postings.find(one, id);
          if (at < 0) return;
          const own = postings.positions(one, id);
          if (own.length) places = places.concat(own); else unplaced = true;
        });
        open[k].forEach(function (sure, expected) {
          if (unplaced) put(after, expected < 0 ? -1 : expected + 1, Math.min(sure, SUPPOSED));
          places.forEach(function (place) {
            if (expected >= 0 && place !== expected) return;
            put(after, place + 1, sure);
            if (item.parts > 1) put(after, place + item.parts, sure);
            else if (after < count) for (let gap = 2; gap <= 4; gap++) put(after, place + gap, MAYBE);
          });
        });
      });
    }
    let surest = 0;
    open[count].forEach(function (sure) { surest = Math.max(surest, sure); });
    return surest;
  }

  /* Which of the passages have the phrase in their text; those that cannot be read have not. */
  async function read(node, ids, state) {
    const held = [];
    for (let n = 0; n < ids.length; n += AT_ONCE) {
      await Promise.all(ids.slice(n, n + AT_ONCE).map(async function (id) {
        try {
          const unit = await RRSearch.passages.unit(id);
          if (RRSearch.hits.phraseIn(node, RRWords.tokens(unit.text, unit.language)).length) held.push(id);
        } catch (error) {
          if (!state.problems.includes(error.message)) state.problems.push(error.message);
        }
      }));
      await breathe();
    }
    return held;
  }

  /* Those to be read first: half of them the ones that are most about the words, the others from all over the
     rest. */
  function readable(node, ids) {
    const lists = [].concat.apply([], [].concat.apply([], node.lists).map(function (item) { return item.lists; }));
    const weights = new Map(ids.map(function (id) {
      return [id, lists.reduce(function (sum, one) {
        const at = postings.find(one, id);
        return sum + (at < 0 ? 0 : one.impacts[at]);
      }, 0)];
    }));
    const order = ids.slice().sort(function (a, b) { return weights.get(b) - weights.get(a) || a - b; });
    const half = MOST_TRIED / 2, step = Math.max(1, Math.floor((order.length - half) / half));
    const early = order.filter(function (_, k) {
      return k < half || ((k - half) % step === 0 && (k - half) / step < half);
    });
    const chosen = new Set(early);
    return early.concat(order.filter(function (id) { return !chosen.has(id); }));
  }

  /* `tried`: not two words of the phrase have positions, so that no distance tells anything. Few doubtful
     passages are read. Of many, those whose words stand as far apart as they should are taken as found, and seen
     to when they are shown. Where only texts can tell some are read, and when most of these have the phrase, so
     it is supposed of the rest. */
  async function findPhrase(node, state, tried) {
    const sure = [], supposed = [], perhaps = [];
    let k = 0;
    for (const id of candidates(node)) {
      const how = stands(node, id);
      if (how) (how === SURE ? sure : how === SUPPOSED ? supposed : perhaps).push(id);
      if (++k % 500 === 0) await breathe();
    }
    let found = sure;
    if (supposed.length <= MOST_READ) found = found.concat(await read(node, supposed, state));
    else if (!tried) { found = found.concat(supposed); state.about = true; }
    else {
      const ids = readable(node, supposed);
      const held = await read(node, ids.slice(0, MOST_TRIED), state);
      found = found.concat(held);
      if (ids.length > MOST_TRIED) state.about = true;
      if (held.length * 2 >= MOST_TRIED) found = found.concat(ids.slice(MOST_TRIED));
    }
    const left = Math.max(0, MOST_READ - supposed.length);
    node.found = found.concat(await read(node, perhaps.slice(0, left), state));
  }

  RRSearch.preparePhrase = preparePhrase;
})();
