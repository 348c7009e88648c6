/* Filters and their counts. A filter is a list of values of one kind: document (ids), year, kind (of
   document), part (text, note, aside, editorial), topic (ids), person, place and the other kinds of names
   (ids). Values of one kind are alternatives; different kinds all hold. Without a filter of parts what is set
   aside is left out.

     RRSearch.filters.allowed(filters, but) → Promise of Uint8Array, 1 for every passage that is let in;
         `but` names a kind that is not counted
     RRSearch.facets(result, kind, {limit}) → Promise of {values: [{value, label, count, selected, page}], more}
         the counts of each value among the passages that match, under all filters of other kinds: what a
         reader would get by choosing it. Values with nothing are left out, unless they are chosen. */
(function () {
  "use strict";

  const OWN = ["document", "year", "kind", "part"]; // told by the root; the others are terms of the index
  const PART_LABELS = { text: "Text", note: "Notes", aside: "Set aside", editorial: "Editorial notes" };

  const postings = RRSearch.postings;

  function chosen(filters, kind) {
    const values = filters && filters[kind];
    return (Array.isArray(values) ? values : values ? [values] : []).map(String);
  }

  function kindsOf(filters) {
    return Object.keys(filters || {}).filter(function (kind) { return chosen(filters, kind).length; });
  }

  function term(kind, value) { return (kind === "topic" ? "o:" : "e:") + value; }

  function byDocument(table, wanted) {
    const row = new Uint8Array(table.size);
    for (let id = 0; id < table.size; id++) row[id] = wanted[table.docOf[id]] ? 1 : 0;
    return row;
  }

  /* Which passages have one of the values of a kind. */
  async function having(kind, values, table) {
    const root = table.root, count = root.first.length;
    const wanted = new Uint8Array(count);
    if (kind === "document") {
      (await RRSearch.passages.numbers(values)).forEach(function (doc) { wanted[doc] = 1; });
      return byDocument(table, wanted);
    }
    if (kind === "year" || kind === "kind") {
      const names = kind === "year" ? root.years : root.kinds;
      const own = root[kind];
      for (let doc = 0; doc < count; doc++) wanted[doc] = values.includes(String(names[own[doc]])) ? 1 : 0;
      return byDocument(table, wanted);
    }
    const row = new Uint8Array(table.size);
    if (kind === "part") {
      const parts = RRSearch.passages.PARTS;
      for (let id = 0; id < table.size; id++) row[id] = values.includes(parts[table.partOf[id]]) ? 1 : 0;
      return row;
    }
    for (const value of values) {
      const list = await postings.list(term(kind, value));
      for (let k = 0; k < list.size; k++) row[list.ids[k]] = 1;
    }
    return row;
  }

  async function allowed(filters, but) {
    const table = await RRSearch.passages.all();
    const row = new Uint8Array(table.size).fill(1);
    const kinds = kindsOf(filters).filter(function (kind) { return kind !== but; });
    for (const kind of kinds) {
      const own = await having(kind, chosen(filters, kind), table);
      for (let id = 0; id < table.size; id++) row[id] &= own[id];
    }
    if (!chosen(filters, "part").length && but !== "part") {
      const aside = RRSearch.passages.PARTS.indexOf("aside");
      for (let id = 0; id < table.size; id++) if (table.partOf[id] === aside) row[id] = 0;
    }
    return row;
  }

  /* Counts [value, count] of what the root tells of each passage. */
  function tally(matching, table, kind) {
    const root = table.root, parts = RRSearch.passages.PARTS;
    const counts = new Map();
    for (let id = 0; id < table.size; id++) {
      if (!matching[id]) continue;
      const doc = table.docOf[id];
      let value = doc;
      if (kind === "part") value = parts[table.partOf[id]];
      else if (kind === "year") value = root.years[root.year[doc]];
      else if (kind === "kind") value = root.kinds[root.kind[doc]];
      if (value !== undefined) counts.set(value, (counts.get(value) || 0) + 1);
    }
    return Array.from(counts);
  }

  async function tallyNames(matching, kind) {
    const data = await RR.load("facets/" + kind);
    const counts = [];
    for (let k = 0; k < data.ids.length; k++) {
      const ids = postings.decodeIds(String(data.post[k]));
      const count = ids.reduce(function (sum, id) { return sum + (matching[id] ? 1 : 0); }, 0);
      if (count) counts.push([data.ids[k], count]);
      if (k % 100 === 99) await RRSearch.lists.breathe();
    }
    return counts;
  }

  /* What a value is called, and its page. */
  async function labels(kind) {
    if (kind === "part") return function (value) { return { label: PART_LABELS[value] || value, page: "" }; };
    if (kind === "topic") {
      const topics = new Map((await RR.load("topics")).map(function (row) { return [row[0], row]; }));
      return function (value) {
        const row = topics.get(value);
        return { label: row ? row[1] : value, page: row ? row[2] : "" };
      };
    }
    if (OWN.includes(kind)) return function (value) { return { label: String(value), page: "" }; };
    const names = await RRSearch.names.load();
    return function (value) {
      const entity = names.byId.get(value);
      return { label: entity ? entity.label : value, page: entity ? entity.page : "" };
    };
  }

  /* Years go back in time, parts keep their order, the rest is by count. */
  function sorted(counts, kind) {
    const parts = RRSearch.passages.PARTS;
    return counts.sort(function (a, b) {
      if (kind === "part") return parts.indexOf(a[0]) - parts.indexOf(b[0]);
      if (kind === "year") return a[0] < b[0] ? 1 : a[0] > b[0] ? -1 : 0;
      return b[1] - a[1] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
    });
  }

  async function facets(result, kind, options) {
    const limit = options && options.limit || 50;
    const table = await RRSearch.passages.all();
    if (!result || !result.row) return { values: [], more: 0 };
    const inside = await allowed(result.filters, kind);
    const matching = new Uint8Array(table.size);
    for (let id = 0; id < table.size; id++) matching[id] = result.row[id] && inside[id] ? 1 : 0;
    if (!OWN.includes(kind) && !(table.root.facets && table.root.facets[kind])) return { values: [], more: 0 };
    const picked = chosen(result.filters, kind);
    const counts = sorted(OWN.includes(kind) ? tally(matching, table, kind) : await tallyNames(matching, kind), kind);
    const called = await labels(kind);
    const values = [];
    for (const pair of counts) {
      const shown = values.length < limit;
      if (!shown && !picked.length) break;
      if (kind === "document") {
        if (!shown) break;
        const document = await RRSearch.passages.document(pair[0]);
        values.push({ value: document.id, label: document.short || document.title, title: document.title, page: document.page,
          count: pair[1], selected: picked.includes(document.id) });
      } else if (shown || picked.includes(String(pair[0]))) {
        values.push(Object.assign({ value: String(pair[0]), count: pair[1], selected: picked.includes(String(pair[0])) }, called(pair[0])));
      }
    }
    for (const value of picked) { // chosen, and nothing there
      if (values.some(function (item) { return item.value === value; })) continue;
      let name = called(value);
      if (kind === "document") {
        const known = await RRSearch.passages.numbers([value]);
        if (known.length) name = await RRSearch.passages.document(known[0]);
        name = { label: name.short || name.title || value, title: name.title || "", page: name.page || "" };
      }
      values.push(Object.assign({ value: value, count: 0, selected: true }, name));
    }
    return { values: values, more: Math.max(0, counts.length - values.length) };
  }

  RRSearch.filters = { allowed: allowed, OWN: OWN };
  RRSearch.facets = facets;
})();
