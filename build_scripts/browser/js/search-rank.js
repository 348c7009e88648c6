/* The order of the passages that match: besides what their words weigh, how near the words stand to each
   other, whether they stand as in the query, and what kind of passage it is. Only the best by weight are
   looked at so closely. */
(function () {
  "use strict";

  const CLOSELY = 300; // passages whose positions are looked at
  const ASKED = 10; // passages that are read for what a question asks for
  const NEAR = 0.35; // at most so much more for words that stand together
  const IN_ORDER = 0.5; // and so much more for words that stand as they were typed
  const PARTS = { text: 1, note: 0.8, aside: 0.5, editorial: 0.7 };
  const KINDS = { "k:title": 1.1, "k:head": 1.05 };

  const postings = RRSearch.postings;

  /* What stands in a passage for a node of the plan: [{at, places}], `at` its place in the query. */
  function places(node, id) {
    if (!node || node.type === "not" || node.required === false) return [];
    if (node.type === "word") {
      let found = [];
      (node.lists || []).forEach(function (item) { found = found.concat(postings.positions(item.list, id)); });
      return found.length ? [{ at: node.at, places: found.sort(function (a, b) { return a - b; }) }] : [];
    }
    if (node.type === "phrase") {
      let found = [];
      (node.lists[0] || []).forEach(function (item) {
        item.lists.forEach(function (one) { found = found.concat(postings.positions(one, id)); });
      });
      return found.length ? [{ at: node.at, places: found.sort(function (a, b) { return a - b; }) }] : [];
    }
    if (node.type === "name") {
      const own = places(node.item, id);
      if (own.length && node.item.values.row[id]) return own;
      return places({ type: "word", required: true, lists: node.lists, at: node.at }, id);
    }
    const items = node.items.map(function (item) { return places(item, id); });
    if (node.type === "and") return [].concat.apply([], items);
    return items.find(function (item) { return item.length; }) || []; // one of several ways
  }

  /* The least stretch of words that holds one place of each. */
  function span(rows) {
    const at = rows.map(function () { return 0; });
    let best = Infinity;
    for (;;) {
      let low = Infinity, high = -1, lowest = 0;
      rows.forEach(function (row, k) {
        const place = row.places[at[k]];
        if (place < low) { low = place; lowest = k; }
        if (place > high) high = place;
      });
      best = Math.min(best, high - low + 1);
      if (++at[lowest] >= rows[lowest].places.length) return best;
    }
  }

  /* How many neighbours of the query are as far apart in the passage as they are there. */
  function ordered(rows) {
    let count = 0;
    for (let k = 1; k < rows.length; k++) {
      const apart = rows[k].at - rows[k - 1].at;
      const there = new Set(rows[k].places);
      if (apart > 0 && rows[k - 1].places.some(function (place) { return there.has(place + apart); })) count++;
    }
    return count / (rows.length - 1);
  }

  function closeness(node, id) {
    const rows = places(node, id);
    if (rows.length < 2) return 1;
    return 1 + NEAR * Math.sqrt(Math.min(1, rows.length / span(rows))) + IN_ORDER * ordered(rows);
  }

  function best(a, b) { return b.score - a.score || a.id - b.id; }

  /* The passages in `row` (one weight for each passage) that `allowed` lets in: {total, best: [{id, score}] in
     order, rest: Int32Array, row}. Of very many only the best are put in order at once. */
  async function rank(node, row, allowed, table) {
    const weights = new Float32Array(row.length), ids = new Int32Array(row.length);
    const parts = RRSearch.passages.PARTS.map(function (part) { return PARTS[part]; });
    let total = 0;
    for (let id = 0; id < row.length; id++) {
      if (!row[id] || !allowed[id]) continue;
      weights[total] = row[id] * parts[table.partOf[id]];
      ids[total++] = id;
    }
    // Typed arrays sort by number, and quickly.
    const least = total > CLOSELY ? weights.slice(0, total).sort()[total - CLOSELY] : 0;
    const close = [], rest = [];
    for (let k = 0; k < total; k++) {
      if (weights[k] >= least && close.length < CLOSELY) close.push({ id: ids[k], score: weights[k] });
      else rest.push(ids[k]);
    }
    await RRSearch.lists.breathe();
    const kinds = await Promise.all(Object.keys(KINDS).map(async function (term) {
      const list = await postings.list(term).catch(function () { return postings.NONE; });
      return { list: list, weight: KINDS[term] };
    }));
    for (let k = 0; k < close.length; k++) {
      close[k].score *= closeness(node, close[k].id);
      kinds.forEach(function (kind) {
        if (kind.list.size && postings.find(kind.list, close[k].id) >= 0) close[k].score *= kind.weight;
      });
      if (k % 50 === 49) await RRSearch.lists.breathe();
    }
    return { total: total, best: close.sort(best), rest: rest, row: row, ordered: false };
  }

  /* The ranked passages from `offset` on, at most `limit`, if wanted only those that `fits` lets in. What was
     not looked at closely stays behind what was. */
  function stretch(ranked, offset, limit, fits) {
    const wanted = fits || function () { return true; };
    let found = ranked.best.filter(function (item) { return wanted(item.id); });
    if (offset + limit > found.length && ranked.rest.length) {
      if (!ranked.ordered) {
        ranked.rest = ranked.rest.map(function (id) { return { id: id, score: ranked.row[id] }; }).sort(best)
          .map(function (item) { return item.id; });
        ranked.ordered = true;
      }
      found = found.concat(ranked.rest.filter(wanted).map(function (id) { return { id: id, score: ranked.row[id] }; }));
    }
    return found.slice(offset, offset + limit);
  }

  /* Takes out passages that turned out not to match. */
  function forget(ranked, ids) {
    ranked.best = ranked.best.filter(function (item) { return !ids.includes(item.id); });
    ranked.rest = ranked.rest.filter(function (id) { return !ids.includes(id); });
    ids.forEach(function (id) { ranked.row[id] = 0; });
    ranked.total -= ids.length;
  }

  /* Of the best passages those come first that hold what the question asks for: a year, a figure. */
  async function answering(ranked, question) {
    const asked = RRSearch.vocabulary.FIGURED.find(function (pair) { return pair[0].test(question.trim()); });
    if (!asked) return;
    const read = ranked.best.slice(0, ASKED);
    await Promise.all(read.map(async function (item) {
      const unit = await RRSearch.passages.unit(item.id).catch(function () { return null; });
      if (unit && !asked[1].test(unit.text)) item.score /= 2;
    }));
    ranked.best = read.sort(best).concat(ranked.best.slice(ASKED));
  }

  RRSearch.rank = rank;
  RRSearch.stretch = stretch;
  RRSearch.forget = forget;
  RRSearch.answering = answering;
})();
