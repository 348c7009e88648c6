/* What the panel shows of a paragraph or note: by kind, with counts, and only what there is.

     Room.connections(unit)   {name: "line 62", content: a fragment} */
(function () {
  "use strict";

  const el = Room.el;
  const PAGE = 3000; // lines on one page of a source (exporters/sources.py)
  const FOLDED = ["names", "notes", "works", "topics"]; // until a reader opens them
  const NAMES = { people: "People", places: "Places", organizations: "Organizations", agreements: "Agreements", events: "Events",
    infrastructure: "Infrastructure", works: "Publications", products: "Products" };
  let known = null; // what is read when a reader asks for more (exporters/connected_more.py)
  Room.on("connected", function (data) { known = data; });

  function more(then, near) {
    if (known) { then(known); return; }
    Room.load("connected/" + encodeURIComponent(Room.document) + ".js").then(function () { then(known); }, function (error) {
      near.after(el("span", { class: "why" }, error.message));
    });
  }

  function quietly(words, action, attributes) {
    return el("button", Object.assign({ type: "button", class: "quiet", onclick: action }, attributes), words);
  }

  function beside(href, name) {
    return quietly("Beside", function (event) { Room.tell("beside", { href: href, name: name, from: event.currentTarget }); },
      { class: "quiet opens-beside", "aria-label": "Open beside: " + name });
  }

  /* Unfolds `make(data)` under a button, and folds it again. */
  function unfolding(words, again, make, place) {
    let shown = null;
    const button = quietly(words, function () {
      if (shown) { shown.remove(); shown = null; button.textContent = words; button.setAttribute("aria-expanded", "false"); place(false); return; }
      more(function (data) {
        shown = make(data);
        if (!shown) return;
        button.before(shown);
        button.textContent = again;
        button.setAttribute("aria-expanded", "true");
        place(true);
      }, button);
    }, { "aria-expanded": "false" });
    return button;
  }

  function passage(item) {
    const link = item.querySelector("a"), quote = item.querySelector("q, span:not([class])");
    if (!link || !quote) return;
    quote.dir = "auto";
    const key = link.getAttribute("href");
    item.append(unfolding("Whole paragraph", "Only the sentence", function (data) {
      const whole = data.passages[key] || "";
      const words = [quote.textContent, quote.textContent.replace(/^… | …$/g, "")].find(function (some) { return whole.includes(some); });
      if (!words) return null;
      const start = whole.indexOf(words);
      return el("span", { class: "whole", lang: quote.lang || null, dir: "auto" }, [whole.slice(0, start), el("mark", {}, words), whole.slice(start + words.length)]);
    }, function (open) { quote.hidden = open; }), beside(link.href, link.textContent));
  }

  function fact(item, unit) {
    const link = item.querySelector("a"), count = item.querySelector(".by");
    if (!link || !count) return;
    const key = link.getAttribute("href"), words = "All " + count.textContent.slice(1, -1);
    count.replaceWith(unfolding(words, "Fewer", function (data) {
      const rows = data.questions[key];
      return rows && el("ul", { class: "versions" }, rows.map(function (row) {
        const at = el("a", { href: row[1] }, row[0]);
        return el("li", {}, [at, ": " + row[2] + " ", at.pathname === location.pathname && at.hash === "#" + unit.id ? null : beside(at.href, row[0])]);
      }));
    }, function () {}));
  }

  /* A copy that can stand a second time on the page. */
  function copy(node) {
    const made = node.cloneNode(true);
    made.querySelectorAll("a.ln, a.note-back, .note-label, .ed-label, .dot, details, .cited, button").forEach(function (part) { part.remove(); });
    [made].concat(Array.from(made.querySelectorAll("[id]"))).forEach(function (part) { part.removeAttribute("id"); });
    return made;
  }

  function once(links) {
    const found = new Map();
    links.forEach(function (link) { if (!found.has(link.href)) found.set(link.href, link); });
    return Array.from(found.values());
  }

  function within(unit, what) {
    return Array.from(unit.querySelectorAll(what)).filter(function (one) { return Room.unit(one.parentElement) === unit; });
  }

  function notesOf(unit) {
    return once(within(unit, "sup.noteref > a, sup.ed > a")).map(function (link) {
      return { link: link, note: document.getElementById(decodeURIComponent(link.hash.slice(1))) };
    }).filter(function (one) { return one.note; });
  }

  function names(unit) {
    const kinds = new Map(Object.keys(NAMES).map(function (kind) { return [kind, []]; }));
    once(within(unit, "a.name")).forEach(function (link) {
      const parts = link.getAttribute("href").split("/"), kind = kinds.get(parts[parts.length - 2]);
      const told = link.title || link.getAttribute("data-title") || link.textContent, cut = told.indexOf(": ");
      if (kind) kind.push(el("li", {}, [el("a", { href: link.getAttribute("href") }, cut < 0 ? told : told.slice(0, cut)), cut < 0 ? "" : el("span", { class: "why" }, told.slice(cut + 2))]));
    });
    const found = Array.from(kinds).filter(function (pair) { return pair[1].length; });
    return { count: found.reduce(function (sum, pair) { return sum + pair[1].length; }, 0),
      content: found.map(function (pair) { return el("div", {}, [el("h4", {}, NAMES[pair[0]]), el("ul", {}, pair[1])]); }) };
  }

  /* Kind → whether the reader folds it; whatever else is kept under that name counts for nothing. */
  function choices() {
    const kept = Room.get("panel", null);
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  }

  function kind(name, heading, count, content) {
    const folded = choices(), open = name in folded ? !folded[name] : !FOLDED.includes(name);
    const box = el("details", { class: "kind", "data-kind": name, open: open }, [
      el("summary", {}, [el("h3", {}, heading), " ", el("span", { class: "count" }, String(count))]), el("div", {}, content)]);
    box.querySelector("summary").addEventListener("click", function () {
      Room.set("panel", Object.assign(choices(), { [name]: box.open })); // as it is before the click
    });
    return box;
  }

  function listed(details) {
    const found = new Map();
    if (details) details.querySelectorAll(":scope > [data-kind]").forEach(function (part) {
      const list = part.querySelector("ul").cloneNode(true);
      found.set(part.getAttribute("data-kind"), { heading: part.querySelector(".c-head").textContent, items: Array.from(list.children) });
    });
    return found;
  }

  function received(unit) {
    const lines = [unit].concat(Array.from(unit.querySelectorAll("[id]"))).map(function (one) { return /^l(\d+)[a-z]*$/.exec(one.id); })
      .filter(Boolean).map(function (match) { return Number(match[1]); });
    if (!lines.length) return null; // a note: its lines are not told
    const line = lines[0], last = Math.max.apply(null, lines), first = Math.floor((line - 1) / PAGE) * PAGE + 1;
    const href = Room.root + "sources/" + encodeURIComponent(Room.document) + (first > 1 ? "-lines-" + first : "") + ".html#s" + line;
    const words = (last > line ? "Lines " + line + " to " + last : "Line " + line) + " as received";
    return el("p", { class: "received" }, [el("a", { href: href }, words), " ", beside(href, words)]);
  }

  Room.connections = function (unit) {
    const content = document.createDocumentFragment(), lists = listed(document.getElementById("c-" + unit.id)), notes = notesOf(unit);
    const named = names(unit);
    const cited = Array.from(unit.querySelectorAll(".cited a"));
    notes.forEach(function (one) { cited.push.apply(cited, one.note.querySelectorAll(".cited a")); });
    const works = lists.get("works") || { heading: "Works cited", items: [] };
    const there = new Set(works.items.map(function (item) { const link = item.querySelector("a"); return link && link.href; }));
    once(cited).forEach(function (link) { if (!there.has(link.href)) works.items.push(el("li", {}, link.cloneNode(true))); });
    if (works.items.length) lists.set("works", works);
    (lists.get("passages") || { items: [] }).items.forEach(passage);
    (lists.get("facts") || { items: [] }).items.forEach(function (item) { fact(item, unit); });
    (lists.get("links") || { items: [] }).items.forEach(function (item) {
      const link = item.querySelector("a");
      if (link && link.href.indexOf(Room.root + "documents/") === 0 && link.pathname !== location.pathname) item.append(" ", beside(link.href, link.textContent));
    });
    ["passages", "facts", "dates", "works", "names", "notes", "topics", "links"].forEach(function (name) {
      const list = lists.get(name);
      if (list) content.append(kind(name, list.heading, list.items.length, el("ul", {}, list.items)));
      else if (name === "names" && named.count) content.append(kind(name, "Names here", named.count, named.content));
      else if (name === "notes" && notes.length) {
        content.append(kind(name, "Notes", notes.length, el("ul", {}, notes.map(function (one) {
          const sign = el("a", { href: one.link.getAttribute("href"), class: one.link.parentElement.className === "ed" ? "sign ed-sign" : "sign" }, one.link.textContent.trim());
          const words = copy(one.note);
          return el("li", {}, [sign, " "].concat(Array.from(words.childNodes)));
        }))));
      }
    });
    if (!content.childNodes.length) content.append(el("p", { class: "why" }, "Nothing in this archive is connected to this passage."));
    const source = received(unit);
    if (source) content.append(source);
    const number = unit.querySelector(":scope > a.ln"), label = unit.querySelector(":scope > .note-label");
    return { name: label ? "note " + label.textContent.trim() : number ? "line " + number.textContent.trim() : unit.id, content: content };
  };
})();
