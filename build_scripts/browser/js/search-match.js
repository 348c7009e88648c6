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

  const postings = RRSearch.postings;
  const vocabulary = RRSearch.vocabulary;
  const list = RRSearch.lists.list, beginning = RRSearch.lists.beginning;

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

  async function prepare(node, state) {
    if (!node) return;
    if (node.type === "word") return prepareWord(node, state);
    if (node.type === "phrase") return RRSearch.preparePhrase(node, state, MOST_GROWING);
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

  RRSearch.match = { prepare: prepare, values: values, loosened: loosened };
})();
