/* How results are shown, in the box and on the page of the search. Whatever comes from a text or from the
   reader becomes a text node, never markup.

     RRView.element(name, class, text)
     RRView.place(unit)              what the passage is: [document, section, line]
     RRView.address(unit, params)    its address, with the query, so that the page marks what was found
     RRView.snippet(parent, unit)    its sentences, with `mark` around what was found
     RRView.count(result)            "12 passages"
     RRView.ask(text, options)       RRSearch.query; a last word that is nowhere may be a beginning
     RRView.opened(unit), RRView.cameFrom(path)   the number of the document that a result opened, or null */
var RRView = (function () {
  "use strict";

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* `l62b` → `line 62, b`; `fn7` → `note 7`; the row of a table has its own line. */
  function where(unit) {
    const anchor = unit.anchor;
    if (unit.part === "editorial") return "editor’s note " + anchor.replace(/^ed-/, "") + ", line " + unit.line;
    if (unit.part === "note" && anchor.startsWith("fn")) return "note " + anchor.slice(2);
    const own = /^l(\d+)([a-z]*)$/.exec(anchor);
    if (own && unit.kind !== "table" && own[2]) return "line " + own[1] + ", " + own[2];
    return "line " + unit.line;
  }

  function place(unit) {
    const found = [unit.document.short || unit.document.title || unit.document.id];
    if (unit.part === "aside") found.push("set aside: " + (unit.section || "passage"));
    else if (unit.part === "text" && unit.section) found.push(unit.section);
    found.push(where(unit));
    return found;
  }

  /* The anchor of a table's row is its line, where the page has one: see searchmarks.js. */
  function address(unit, params) {
    const cut = unit.href.indexOf("#");
    let anchor = cut < 0 ? "" : unit.href.slice(cut + 1);
    if (unit.kind === "table" && /^l\d+$/.test(anchor)) anchor = "l" + unit.line;
    return RRStart.root + (cut < 0 ? unit.href : unit.href.slice(0, cut)) + "?" + params +
      (anchor ? "#" + encodeURIComponent(decoded(anchor)) : "");
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }

  function snippet(parent, unit) {
    const shown = unit.snippet;
    let at = 0;
    if (shown.before) parent.append("… ");
    shown.marks.forEach(function (mark) {
      if (mark[0] < at || mark[1] <= mark[0]) return;
      parent.append(shown.text.slice(at, mark[0]));
      parent.append(element("mark", "", shown.text.slice(mark[0], mark[1])));
      at = mark[1];
    });
    parent.append(shown.text.slice(at));
    if (shown.after) parent.append(" …");
    parent.dir = "auto";
    if (unit.language) parent.lang = unit.language;
  }

  function count(result) {
    return (result.about ? "about " : "") + result.total.toLocaleString("en") + (result.total === 1 ? " passage" : " passages");
  }

  async function ask(text, options) {
    const result = await RRSearch.query(text, options);
    if (!result || options.typing || options.exact || (result.total && !result.partial)) return result;
    const growing = await RRSearch.query(text, Object.assign({}, options, { typing: true }));
    return growing && growing.total && !growing.partial ? growing : result;
  }

  const KEPT = "reading-room.opened";

  function opened(unit) {
    const path = decoded(unit.href.split("#")[0]);
    try { sessionStorage.setItem(KEPT, JSON.stringify([path, unit.doc])); } catch (error) { /* looked for then */ }
  }

  function cameFrom(path) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT));
      return kept && kept[0] === path && Number.isInteger(kept[1]) && kept[1] >= 0 ? kept[1] : null;
    } catch (error) {
      return null;
    }
  }

  return {
    element: element, place: place, where: where, address: address, snippet: snippet, count: count, ask: ask,
    decoded: decoded, opened: opened, cameFrom: cameFrom,
  };
})();
