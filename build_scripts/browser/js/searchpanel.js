/* Filters beside the results: for each kind its values with the number of passages that a reader would get
   by choosing it, and the chosen ones as buttons that take them away. Counts of names are loaded when their
   list is opened.

     RRPanel.start(box, chips, change)   `change(filters)` is called with new filters
     RRPanel.show(result, filters)       promise that what is open shows the counts of this result */
var RRPanel = (function () {
  "use strict";

  const FEW = 10; // values at first
  const MANY = 50; // more with every press of the button
  const LABELS = {
    document: "Document", year: "Year", kind: "Kind of document", part: "Part", name: "Names (found by rule)",
    person: "People", place: "Places", organization: "Organizations", agreement: "Agreements", event: "Events",
    infrastructure: "Infrastructure", work: "Publications", product: "Products", topic: "Topics",
  };
  const OPEN = ["document", "year", "kind", "part"];
  const DEFAULT_PARTS = ["text", "note", "editorial"]; // what is set aside is left out unless asked for

  const element = RRView.element;
  const lists = new Map(); // kind → {details, list, more, limit}
  let box = null, chips = null, change = null;
  let now = null; // {result, filters}
  let turn = 0;

  function values(kind) {
    const chosen = now.filters[kind];
    if (chosen) return chosen;
    return kind === "part" ? DEFAULT_PARTS : [];
  }

  function same(some, others) {
    return some.length === others.length && some.every(function (value) { return others.includes(value); });
  }

  function set(kind, value, on) {
    const kept = values(kind).filter(function (other) { return other !== value; });
    const chosen = on ? kept.concat(value) : kept;
    const filters = Object.assign({}, now.filters);
    if (!chosen.length || (kind === "part" && same(chosen, DEFAULT_PARTS))) delete filters[kind];
    else filters[kind] = chosen;
    change(filters);
  }

  function make(kind) {
    const details = element("details", "seek-filter");
    details.open = OPEN.includes(kind);
    const list = element("ul");
    const more = element("button", "seek-filter__more");
    more.type = "button";
    const own = { kind: kind, details: details, list: list, more: more, limit: FEW };
    details.append(element("summary", "", LABELS[kind]), list, more);
    details.addEventListener("toggle", function () { if (details.open && now) fill(own, turn); });
    more.addEventListener("click", function () {
      own.limit += MANY;
      fill(own, turn).then(function () {
        const next = list.querySelectorAll("input")[own.limit - MANY];
        if (more.hidden && next) next.focus();
      });
    });
    list.addEventListener("change", function (event) { set(kind, event.target.value, event.target.checked); });
    box.append(details);
    return own;
  }

  function row(kind, item, chosen) {
    const line = element("li");
    const label = element("label");
    const input = element("input");
    input.type = "checkbox";
    input.value = item.value;
    input.checked = chosen.includes(item.value);
    const name = element("bdi", "seek-filter__name", item.label);
    if (item.title) label.title = item.title;
    label.append(input, name, " ", element("span", "seek-filter__count", item.count.toLocaleString("en")));
    line.append(label);
    return line;
  }

  async function fill(own, ofTurn) {
    const found = await RRSearch.facets(now.result, own.kind, { limit: own.limit });
    if (ofTurn !== turn) return found;
    const chosen = values(own.kind);
    const focused = own.list.contains(document.activeElement) ? document.activeElement.value : null;
    own.list.textContent = "";
    found.values.forEach(function (item) { own.list.append(row(own.kind, item, chosen)); });
    if (!found.values.length) own.list.append(element("li", "seek-filter__none", "none here"));
    own.more.hidden = !found.more;
    own.more.textContent = "Show more (" + found.more.toLocaleString("en") + ")";
    if (focused !== null) {
      const again = Array.from(own.list.querySelectorAll("input")).find(function (input) { return input.value === focused; });
      if (again) again.focus({ preventScroll: true });
    }
    return found;
  }

  async function showChips(ofTurn) {
    const kinds = Object.keys(now.filters);
    const rows = await Promise.all(kinds.map(function (kind) {
      return RRSearch.facets(now.result, kind, { limit: MANY }).catch(function () { return { values: [] }; });
    }));
    if (ofTurn !== turn) return;
    const focused = chips.contains(document.activeElement);
    chips.textContent = "";
    kinds.forEach(function (kind, k) {
      now.filters[kind].forEach(function (value) {
        const known = rows[k].values.find(function (item) { return item.value === value; });
        const chip = element("button", "seek-chip");
        chip.type = "button";
        chip.append(element("span", "hidden-label", "Remove the filter "), element("span", "", LABELS[kind] + ": "),
          element("bdi", "", known ? known.label : value), element("span", "seek-chip__x", "×"));
        chip.lastChild.setAttribute("aria-hidden", "true");
        chip.addEventListener("click", function () { set(kind, value, false); });
        chips.append(chip);
      });
    });
    chips.hidden = !chips.children.length;
    if (chips.children.length > 1) {
      const all = element("button", "seek-chip seek-chip--all", "Remove all filters");
      all.type = "button";
      all.addEventListener("click", function () { change({}); });
      chips.append(all);
    }
    if (focused) (chips.querySelector("button") || document.querySelector("#seek-q")).focus({ preventScroll: true });
  }

  async function show(result, filters) {
    turn += 1;
    now = { result: result, filters: filters };
    const own = turn;
    const root = await RRSearch.postings.root();
    if (own !== turn) return;
    RRState.KINDS.forEach(function (kind) {
      const present = OPEN.includes(kind) || (root.facets && root.facets[kind]);
      if (present && !lists.has(kind)) lists.set(kind, make(kind));
    });
    const work = [showChips(own)];
    lists.forEach(function (list) {
      if (filters[list.kind]) list.details.open = true;
      if (list.details.open) work.push(fill(list, own));
    });
    // A list that does not come says so in its own place.
    await Promise.all(work.map(function (one) { return one.catch(function (error) { console.warn(error.message); }); }));
  }

  function start(ownBox, ownChips, ownChange) {
    box = ownBox;
    chips = ownChips;
    change = ownChange;
  }

  return { start: start, show: show };
})();
