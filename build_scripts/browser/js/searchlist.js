/* Lists of results on the page of the search: one below the other, or grouped by document.

     RRList.items(list, units, result, params, {plain})   adds results to a list; `plain` leaves out the
                                                          document's name; `params(q)` belongs in the addresses
     RRList.groups(result, many, params)   promise of {sections, more}: the first `many` documents, each with
                                           its best passages and a button for the others; `more` documents left */
var RRList = (function () {
  "use strict";

  const STEP = 20; // passages at a time
  const OF_EACH = 3; // passages of each document at first

  const element = RRView.element;

  function item(unit, result, params, plain) {
    const line = element("li", "hit");
    const head = element("p", "hit__place");
    const link = element("a", "hit__link");
    const words = RRView.place(unit);
    link.href = RRView.address(unit, params);
    link.dataset.passage = unit.passage;
    link.addEventListener("click", function () { RRView.opened(unit); });
    if (!plain && unit.document.title) link.title = unit.document.title;
    link.append(element("bdi", "", (plain ? words.slice(1) : words).join(" · ")));
    head.append(link);
    const text = element("p", "hit__text");
    RRView.snippet(text, unit);
    text.addEventListener("click", function () {
      if (!String(getSelection())) link.click(); // whoever selects words wants them, not the page
    });
    line.append(head, text);
    if (result.partial && unit.missing && unit.missing.length) {
      line.append(element("p", "hit__missing", "Without: " + unit.missing.join(", ")));
    }
    return line;
  }

  function items(list, units, result, params, options) {
    units.forEach(function (unit) { list.append(item(unit, result, params, options && options.plain)); });
  }

  function group(holder, count, units, result, params) {
    const section = element("section", "hits-group");
    const head = element("h2");
    const to = element("a", "", holder.title || holder.id);
    to.href = RRStart.root + holder.page;
    head.append(to);
    const list = element("ol", "hits-list");
    const passages = count.toLocaleString("en") + (count === 1 ? " passage" : " passages");
    items(list, units, result, params, { plain: true });
    section.append(head, element("p", "hits-group__facts", [holder.short, passages].filter(Boolean).join(" · ")), list);
    if (count > units.length) section.append(others(holder, count, list, result, params));
    return section;
  }

  function others(holder, count, list, result, params) {
    const more = element("button", "seek-more seek-more--small");
    more.type = "button";
    function tell() {
      more.textContent = "Show " + Math.min(STEP, count - list.children.length) + " more of this document";
    }
    more.addEventListener("click", async function () {
      const before = list.children.length;
      items(list, await RRSearch.page(result, before, STEP, { document: holder.id }), result, params, { plain: true });
      if (list.children[before]) list.children[before].querySelector("a").focus();
      if (list.children.length >= count || list.children.length === before) more.remove(); else tell();
    });
    tell();
    return more;
  }

  async function groups(result, many, params) {
    const table = await RRSearch.passages.all();
    const counts = new Map(); // document number → passages, in the order of their best
    RRSearch.stretch(result.ranked, 0, Infinity).forEach(function (ranked) {
      const doc = table.docOf[ranked.id];
      counts.set(doc, (counts.get(doc) || 0) + 1);
    });
    const sections = await Promise.all(Array.from(counts).slice(0, many).map(async function (pair) {
      const holder = await RRSearch.passages.document(pair[0]);
      const units = await RRSearch.page(result, 0, OF_EACH, { document: holder.id });
      return group(holder, pair[1], units, result, params);
    }));
    return { sections: sections, more: Math.max(0, counts.size - many) };
  }

  return { items: items, groups: groups };
})();
