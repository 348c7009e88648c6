/* What is asked, as the address of the page says it: `search.html?q=…&year=2024&part=note&exact=1&group=1&n=40`.
   A filter stands there once for each of its values.

     RRState.read(search) → {q, exact, group, shown, filters: {kind: [values]}}
     RRState.write(state) → URLSearchParams */
var RRState = (function () {
  "use strict";

  const KINDS = [
    "document", "year", "kind", "part", "name", "person", "place", "organization", "agreement", "event",
    "infrastructure", "work", "product", "topic",
  ];
  const STEP = 20; // results at a time
  const LONGEST = 1000; // characters of a query: the engine reads no more
  const MOST = 100; // values of a filter
  const FURTHEST = 1000; // results that an address may ask for at once

  function read(search) {
    const given = new URLSearchParams(search);
    const filters = {};
    KINDS.forEach(function (kind) {
      const values = Array.from(new Set(given.getAll(kind))).filter(Boolean).slice(0, MOST);
      if (values.length) filters[kind] = values;
    });
    const shown = Math.ceil(Number(given.get("n")) / STEP) * STEP || STEP;
    return {
      q: given.get("q") || "", exact: given.get("exact") === "1", group: given.get("group") === "1",
      shown: Math.min(FURTHEST, Math.max(STEP, shown)), filters: filters,
    };
  }

  function write(state) {
    const made = new URLSearchParams();
    if (state.q.trim()) made.set("q", state.q.slice(0, LONGEST));
    KINDS.forEach(function (kind) {
      (state.filters[kind] || []).forEach(function (value) { made.append(kind, value); });
    });
    if (state.exact) made.set("exact", "1");
    if (state.group) made.set("group", "1");
    if (state.shown > STEP) made.set("n", String(state.shown));
    return made;
  }

  return { KINDS: KINDS, STEP: STEP, read: read, write: write };
})();
