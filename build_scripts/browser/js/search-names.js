/* Names in a query: every form of an entity leads to all its passages. `search/names.js` holds
   [id, label, kind, page, [forms]] of each entity; where it is absent (`root.names` false) there are none. */
(function () {
  "use strict";

  const MOST = 3; // entities of one form; a form of more of them says too little

  let promise = null;

  function words(tokens) {
    return tokens.map(function (token) { return token.forms[0]; });
  }

  /* The ways in which a form can be typed, each a row of folded words: its words; and joined, where one
     form reaches over all of them (`X-RAY`: xray). */
  function rows(form) {
    const tokens = RRWords.tokens(form, "");
    if (!tokens.length) return [];
    const found = [words(tokens)];
    tokens[0].forms.forEach(function (joined, k) {
      if (tokens.length > 1 && tokens[0].parts[k] === tokens.length) found.push([joined]);
    });
    return found;
  }

  async function index(entities) {
    const first = new Map(); // first word → [{row, entity}]
    for (const entity of entities) {
      const seen = new Set();
      [entity.label].concat(entity.forms).forEach(function (form) {
        rows(form).forEach(function (row) {
          const key = row.join(" ");
          if (seen.has(key)) return;
          seen.add(key);
          if (!first.has(row[0])) first.set(row[0], []);
          first.get(row[0]).push({ row: row, entity: entity });
        });
      });
      await RRSearch.lists.breathe();
    }
    return first;
  }

  /* {first: Map, byId: Map} */
  function load() {
    if (promise) return promise;
    promise = RRSearch.postings.root().then(function (root) {
      return root.names ? RR.load("names") : [];
    }).then(async function (rows) {
      const entities = rows.map(function (row) {
        return { id: String(row[0]), label: String(row[1]), kind: String(row[2]), page: row[3], forms: row[4] || [] };
      });
      const byId = new Map(entities.map(function (entity) { return [entity.id, entity]; }));
      return { first: await index(entities), byId: byId };
    });
    promise.catch(function () { promise = null; });
    return promise;
  }

  /* How many tokens a row of words covers from `at` on, through words and joined forms; 0 when it does
     not stand there. */
  function covers(row, tokens, at, from) {
    if (from === row.length) return at;
    if (at >= tokens.length) return 0;
    const token = tokens[at];
    for (let k = 0; k < token.forms.length; k++) {
      if (token.forms[k] !== row[from]) continue;
      const end = covers(row, tokens, at + token.parts[k], from + 1);
      if (end) return end;
    }
    return 0;
  }

  /* The longest name that begins at a token: {end, entities, unsure} or null. A small word is surely a name
     only in capitals: `US`, not `us`. */
  function at(names, tokens, number, text) {
    let end = 0, entities = [];
    tokens[number].forms.forEach(function (form) {
      (names.first.get(form) || []).forEach(function (candidate) {
        const reach = covers(candidate.row, tokens, number, 0);
        if (!reach || reach < end) return;
        if (reach > end) { end = reach; entities = []; }
        if (!entities.includes(candidate.entity)) entities.push(candidate.entity);
      });
    });
    if (!end || entities.length > MOST) return null;
    const typed = text.slice(tokens[number].start, tokens[end - 1].end);
    const small = end === number + 1 && RRSearch.vocabulary.STOPS.has(tokens[number].forms[0]);
    return { end: end, entities: entities, unsure: small && typed !== typed.toUpperCase() };
  }

  RRSearch.names = { load: load, at: at, rows: rows, covers: covers };
})();
