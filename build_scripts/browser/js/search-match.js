/* Which passages answer a plan, and how well by its words alone. Every node becomes a row of numbers, one for
   each passage: 0 where it does not match. A word counts by how rare it is (as in BM25) and by the impact
   that the index holds for it in the passage.

     RRSearch.match.prepare(node, state)   loads what the node needs; state collects {problems}
     RRSearch.match.values(node, size)     its row; of prepared nodes only
     RRSearch.match.loosened(node, state)  its row with kindred words (`recognise`, `recognition`) */
(function () {
  "use strict";

  const WEIGHTS = { word: 1, exact: 1, other: 0.7, spelling: 0.85, stem: 0.7, growing: 0.4, kindred: 0.5, prefix: 0.9, entity: 0.6 };
  const MOST_BEGUN = 2000; // words that begin as asked
  const MOST_GROWING = 60; // the same while a word is being typed
  const MOST_KINDRED = 100;
  const MOST_SHARDS = 12;
  const MOST_READ = 24; // passages whose text is read to be sure of a phrase
  const MOST_TRIED = 60; // the same where nothing but texts can tell
  const AT_ONCE = 12; // texts that are loaded together
  const PATIENCE = 12; // ms of work before the page may draw

  const postings = RRSearch.postings;
  const vocabulary = RRSearch.vocabulary;

  let worked = 0;

  /* Lets the page live between two pieces of work. */
  function breathe() {
    if (Date.now() - worked < PATIENCE) return null;
    return new Promise(function (resolve) {
      setTimeout(function () { worked = Date.now(); resolve(); }, 0);
    });
  }

  /* A list; where a part of the index is missing, an empty one, and the reader is told. */
  async function list(term, state, stem) {
    try {
      const found = await (stem ? postings.stemList(term) : postings.list(term));
      await breathe();
      return found;
    } catch (error) {
      if (!state.problems.includes(error.message)) state.problems.push(error.message);
      return postings.NONE;
    }
  }

  async function beginning(prefix, most, state) {
    try {
      const found = await postings.beginning(prefix, most, MOST_SHARDS);
      if (!found.complete) state.about = true;
      return found.terms;
    } catch (error) {
      if (!state.problems.includes(error.message)) state.problems.push(error.message);
      return [];
    }
  }

  async function prepareWord(node, state) {
    const lists = await Promise.all(node.terms.map(async function (item) {
      return { how: item.how, term: item.term, list: await list(item.term, state, item.how === "stem") };
    }));
    const growing = node.terms.length > 0;
    // A word that is one already need not grow.
    if (node.prefix && !(growing && lists.some(function (item) { return item.list.size; }))) {
      const begun = await beginning(node.prefix, growing ? MOST_GROWING : MOST_BEGUN, state);
      node.begun = begun;
      const how = growing ? "growing" : "prefix";
      for (const term of begun) lists.push({ how: how, term: term, list: await list(term, state, false) });
    }
    const spelled = lists.some(function (item) { return item.how === "exact" && item.list.size; });
    node.lists = lists.filter(function (item) { return item.list.size; }).map(function (item) {
      const how = item.how === "word" && spelled ? "other" : item.how;
      return { list: item.list, how: item.how, term: item.term, weight: WEIGHTS[how] };
    });
  }

  /* Lists of every step of a phrase. Those without positions are not loaded: the words are taken as given,
     so long as another one tells where to look, and seen to when the text is read. */
  async function preparePhrase(node, state) {
    node.lists = await Promise.all(node.steps.map(function (step) {
      return Promise.all(step.map(async function (item) {
        const terms = item.prefix ? await beginning(item.prefix, MOST_GROWING, state) : [item.term];
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

  /* `tried`: not two words of the phrase have positions, so that no distance tells anything. Few doubtful passages are read. Many whose words stand as far
     apart as they should are taken as found, and seen to when they are shown; where only texts can tell, the
     some are read, and when most of these have it, so it is supposed of the rest. */
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

  async function prepare(node, state) {
    if (!node) return;
    if (node.type === "word") return prepareWord(node, state);
    if (node.type === "phrase") return preparePhrase(node, state);
    if (node.type === "not") return prepare(node.item, state);
    if (node.type === "name") {
      node.lists = await Promise.all(node.terms.map(async function (item) {
        return { how: "entity", term: item.term, list: await list(item.term, state, false), weight: WEIGHTS.entity };
      }));
      return prepare(node.item, state);
    }
    const items = node.items.filter(function (item) { return item.type !== "word" || item.required || item.optional !== true; });
    await Promise.all(items.map(function (item) { return prepare(item, state); }));
  }

  function strength(impact) { return 0.35 + 0.65 * impact / 15; }

  function rarity(count, size) { return Math.log(1 + (size - count + 0.5) / (count + 0.5)); }

  function ofLists(lists, size) {
    const row = new Float32Array(size);
    let count = 0;
    lists.forEach(function (item) {
      for (let k = 0; k < item.list.size; k++) {
        const id = item.list.ids[k], value = item.weight * strength(item.list.impacts[k]);
        if (!row[id]) count++;
        if (value > row[id]) row[id] = value;
      }
    });
    const rare = rarity(count, size);
    for (let id = 0; id < size; id++) row[id] *= rare;
    return { row: row, count: count, rare: rare };
  }

  /* Of a phrase its rarest word tells how much a passage is about it. */
  function ofPhrase(node, size) {
    const row = new Float32Array(size);
    const rare = Math.min(2, node.lists.length) * rarity(node.found.length, size);
    const lists = [].concat.apply([], [].concat.apply([], node.lists).map(function (item) { return item.lists; }))
      .sort(function (a, b) { return a.size - b.size; });
    node.found.forEach(function (id) {
      const own = lists.find(function (one) { return postings.find(one, id) >= 0; });
      row[id] = rare * strength(own ? own.impacts[postings.find(own, id)] : 1);
    });
    return { row: row, count: node.found.length, rare: rare };
  }

  function counted(row, rare) {
    let count = 0;
    for (let id = 0; id < row.length; id++) if (row[id]) count++;
    return { row: row, count: count, rare: rare };
  }

  /* The words of the item without what names add: what `-name` leaves out is the word. */
  function ofNot(node, size) {
    const item = values(node.item.type === "name" ? node.item.item : node.item, size);
    const row = new Float32Array(size);
    for (let id = 0; id < size; id++) row[id] = item.row[id] ? 0 : 0.01;
    return counted(row, 0);
  }

  function ofAll(items, size) {
    const row = new Float32Array(size).fill(1e-6);
    let rare = 0;
    items.forEach(function (item) {
      if (item.required === false) return;
      const own = values(item, size);
      if (item.type !== "not") rare += own.rare;
      for (let id = 0; id < size; id++) row[id] = row[id] && own.row[id] ? row[id] + own.row[id] : 0;
    });
    items.forEach(function (item) {
      if (item.required !== false || item.type !== "name") return;
      const own = values(item, size);
      for (let id = 0; id < size; id++) if (row[id]) row[id] += own.row[id];
    });
    return counted(row, rare);
  }

  function ofAny(items, size, best) {
    const row = new Float32Array(size);
    let rare = 0;
    items.forEach(function (item) {
      const own = values(item, size);
      rare = Math.max(rare, own.rare);
      for (let id = 0; id < size; id++) row[id] = best ? Math.max(row[id], own.row[id]) : row[id] + own.row[id];
    });
    return counted(row, rare);
  }

  /* {row: Float32Array, count, rare}: `count` passages match; `rare` is what the node weighs. */
  function values(node, size) {
    if (!node) return { row: new Float32Array(size), count: 0, rare: 0 };
    if (node.values && node.values.row.length === size) return node.values;
    let found;
    if (node.type === "word") found = ofLists(node.lists || [], size);
    else if (node.type === "phrase") found = ofPhrase(node, size);
    else if (node.type === "not") found = ofNot(node, size);
    else if (node.type === "and") found = ofAll(node.items, size);
    else if (node.type === "or") found = ofAny(node.items, size, false);
    else if (node.type === "either") found = ofAny(node.items, size, true);
    else found = ofAny([node.item, { type: "word", lists: node.lists }], size, true); // a name
    return node.values = found;
  }

  /* The row of a node with kindred words counted in, at half their weight: for what need not have all. */
  async function loosened(node, state) {
    if (node.looser) return node.looser;
    const own = values(node, state.size);
    const kin = node.type === "word" && node.kind === "letters" && vocabulary.kin(node.word);
    if (!kin) return own;
    const known = new Set((node.lists || []).map(function (item) { return item.term; }));
    const others = (await beginning(kin.root, MOST_KINDRED, Object.assign({}, state))).filter(function (term) {
      return kin.fits(term) && !known.has(term);
    });
    const lists = await Promise.all(others.map(async function (term) {
      return { list: await list(term, state, false), term: term, weight: WEIGHTS.kindred };
    }));
    if (!lists.length) return own;
    node.kindred = lists;
    return node.looser = ofLists((node.lists || []).concat(lists), state.size);
  }

  RRSearch.match = { prepare: prepare, values: values, loosened: loosened, breathe: breathe };
})();
