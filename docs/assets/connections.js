/* js/connections.js */
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
    const key = link.getAttribute("href");
    item.append(unfolding("Whole paragraph", "Only the sentence", function (data) {
      const whole = data.passages[key] || "";
      const words = [quote.textContent, quote.textContent.replace(/^… | …$/g, "")].find(function (some) { return whole.includes(some); });
      if (!words) return null;
      const start = whole.indexOf(words);
      return el("span", { class: "whole" }, [whole.slice(0, start), el("mark", {}, words), whole.slice(start + words.length)]);
    }, function (open) { quote.hidden = open; }), beside(link.href, link.textContent));
  }

  function fact(item) {
    const link = item.querySelector("a"), count = item.querySelector(".by");
    if (!link || !count) return;
    const key = link.getAttribute("href"), words = "All " + count.textContent.slice(1, -1);
    count.replaceWith(unfolding(words, "Fewer", function (data) {
      const rows = data.questions[key];
      return rows && el("ul", { class: "versions" }, rows.map(function (row) {
        const at = el("a", { href: row[1] }, row[0]);
        return el("li", {}, [at, ": " + row[2] + " ", beside(at.href, row[0])]);
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

  function kind(name, heading, count, content) {
    const folded = Room.get("panel", {}) || {}, open = name in folded ? !folded[name] : !FOLDED.includes(name);
    const box = el("details", { class: "kind", "data-kind": name, open: open }, [
      el("summary", {}, [el("h3", {}, heading), " ", el("span", { class: "count" }, String(count))]), el("div", {}, content)]);
    box.querySelector("summary").addEventListener("click", function () {
      Room.set("panel", Object.assign(Room.get("panel", {}) || {}, { [name]: box.open })); // as it is before the click
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
    const first = document.querySelector("dl.head a[href*='sources/']");
    const lines = [unit].concat(Array.from(unit.querySelectorAll("[id]"))).map(function (one) { return /^l(\d+)[a-z]*$/.exec(one.id); })
      .filter(Boolean).map(function (match) { return Number(match[1]); });
    const number = unit.querySelector(":scope > a.ln"), line = lines[0] || (number && Number((/\d+/.exec(number.textContent) || [])[0]));
    if (!first || !line) return null;
    const page = Math.floor((line - 1) / PAGE) * PAGE + 1, last = Math.max.apply(null, lines.concat(line));
    const href = first.getAttribute("href").replace(/(-lines-\d+)?\.html.*$/, (page > 1 ? "-lines-" + page : "") + ".html#s" + line);
    const words = (last > line ? "Lines " + line + " to " + last : "Line " + line) + " as received";
    const link = el("a", { href: href }, words);
    return el("p", { class: "received" }, [link, " ", beside(link.href, words)]);
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
    (lists.get("facts") || { items: [] }).items.forEach(fact);
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
;
/* js/beside.js */
/* Another page of the site beside the text, in a frame of its own that is scrolled by itself. Pages from a folder
   may not look into each other: they send messages, and each takes only those of its own frame.

     Room.tell("beside", {href, name, from})   opens it; null closes it. `from` has the focus again when it closes */
(function () {
  "use strict";

  const NARROW = "(max-width: 37.49em)"; // a telephone has no room for two texts: there it is a link
  const html = document.documentElement, el = Room.el;
  let pane = null, frame = null, title = null, link = null, from = null;

  function build() {
    title = el("h2", { id: "beside-title" });
    link = el("a", { href: "" }, "Open as page");
    frame = el("iframe", { title: "Text beside this one" });
    pane = el("aside", { class: "panel beside-pane md-typeset", id: "beside", "aria-labelledby": "beside-title", tabindex: "-1", hidden: true }, [
      el("div", { class: "panel__head" }, [title, link,
        el("button", { type: "button", class: "panel__close", "aria-label": "Close the text beside", onclick: close }, "×")]), frame]);
    (document.querySelector("#connected") || document.querySelector("main") || document.body).after(pane);
  }

  function open(what) {
    if (what.href.indexOf(Room.root) !== 0) return; // pages of this site only
    if (matchMedia(NARROW).matches) { location.href = what.href; return; }
    if (!pane) build();
    const back = Room.held ? Room.held() : null, was = !pane.hidden;
    from = what.from || null;
    title.textContent = what.name;
    link.href = what.href;
    frame.title = what.name;
    // A new address in the same frame would be a step of the reader's way back.
    const next = frame.cloneNode(false);
    next.src = what.href;
    frame.replaceWith(next);
    frame = next;
    pane.hidden = false;
    html.classList.add("has-beside");
    if (back) back();
    if (!was) Room.tell("layout");
    pane.focus({ preventScroll: true });
  }

  function close() {
    if (!pane || pane.hidden) return;
    const back = Room.held ? Room.held() : null, inside = pane.contains(document.activeElement);
    pane.hidden = true;
    frame.removeAttribute("src");
    html.classList.remove("has-beside");
    if (back) back();
    Room.tell("layout");
    if (inside && from && from.isConnected) from.focus({ preventScroll: true });
  }

  window.addEventListener("message", function (event) {
    const said = event.data;
    if (!frame || event.source !== frame.contentWindow || !said) return;
    if (said.room === "close") close();
    else if (said.room === "shown" && typeof said.href === "string" && said.href.indexOf(Room.root) === 0) {
      link.href = said.href;
      title.textContent = frame.title = String(said.title);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented || !pane || pane.hidden || Room.isTyping(event.target)) return;
    event.preventDefault();
    close();
  });
  Room.on("beside", function (what) { if (what) open(what); else close(); });
  Room.on("settings", function (now) { if (now.quiet) close(); });
})();
;
