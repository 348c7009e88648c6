/* A text that was opened from a result (`documents/x.html?q=…#l62`): what was found is marked, a bar at the
   foot of the window leads from passage to passage and back to the results. The passages of this page that
   match are stops of the bar; single words of the query elsewhere on the page are marked more faintly.
   Closing the bar, also with Escape, takes all of it away. */
var RRMarks = (function () {
  "use strict";

  const AT_ONCE = 40; // blocks that are read before the browser may draw again
  const BLOCKS = ".text [id], li.note[id], .editor-notes li[id]";
  const HIT = "search-hit", ELSEWHERE = "search-elsewhere", NOW = "search-now";

  const element = RRView.element;
  const taken = new Set(); // text nodes that were read
  let state = null, bar = null, stops = [], current = -1, closed = false, marker = null;

  // The page

  /* Address of this page below the top of the site. */
  function ownPath() {
    const root = new URL(RRStart.root, location.href).pathname;
    return RRView.decoded(location.pathname).slice(RRView.decoded(root).length);
  }

  function anchorNow() { return RRView.decoded(location.hash.slice(1)); }

  function byId(id) { return id ? document.getElementById(id) : null; }

  /* What shows a passage: a row of a table, lines of a source, or the element of its anchor. */
  function elementsOf(unit) {
    const anchor = unit.anchor.includes("#") ? RRView.decoded(unit.anchor.split("#")[1]) : unit.anchor;
    const own = byId(anchor);
    if (unit.part === "aside") return linesOf(own, unit.text.split(/\r\n|\n|\r/).length);
    if (!own || unit.kind !== "table") return own ? [own] : [];
    const line = byId("l" + unit.line);
    const row = line && own.contains(line) && line !== own ? line.closest("tr") : null;
    if (row) return [row];
    return unit.anchor === "l" + unit.line && own.querySelector("tr") ? [own.querySelector("tr")] : [own];
  }

  function linesOf(first, count) {
    const found = [];
    for (let row = first; row && found.length < count; row = row.nextElementSibling) {
      found.push(row.querySelector(".t") || row);
    }
    return found;
  }

  function idOf(unit) {
    const anchor = unit.anchor.includes("#") ? RRView.decoded(unit.anchor.split("#")[1]) : unit.anchor;
    return unit.kind === "table" && byId("l" + unit.line) ? "l" + unit.line : anchor;
  }

  // What is found

  /* Number of this document in the index. The result that led here left it behind (RRView.opened): to look
     for it among thousands of documents would load all their titles. */
  async function documentHere(path) {
    const source = path.startsWith("sources/");
    const id = path.replace(/^.*\//, "").replace(/\.html$/, "").replace(source ? /-lines-\d+$/ : /$^/, "");
    const told = RRView.cameFrom(path);
    if (told !== null && told < (await RRSearch.postings.root()).docs) {
      const known = await RRSearch.passages.document(told);
      if (known.id === id) return told;
    }
    return (await RRSearch.passages.numbers([id]))[0];
  }

  async function find() {
    const path = ownPath();
    const parts = path.startsWith("sources/") ? ["aside"] : ["text", "note", "editorial"];
    // No results are wanted, only which passages match.
    const result = await RRView.ask(state.q, { exact: state.exact, limit: 1, offset: Infinity, filters: { part: parts } });
    const table = await RRSearch.passages.all();
    const own = await documentHere(path);
    const numbers = [];
    for (let id = 0; result.row && id < table.size; id++) {
      if (table.docOf[id] === own && result.row[id] && parts.includes(RRSearch.passages.PARTS[table.partOf[id]])) numbers.push(id);
    }
    const units = [];
    for (const number of numbers) {
      const unit = await RRSearch.passages.unit(number).catch(function () { return null; });
      if (unit) units.push(unit);
    }
    return units;
  }

  /* Elements and marks of each passage that is on this very page. */
  function stopsOf(units) {
    const found = [];
    units.forEach(function (unit) {
      const elements = elementsOf(unit);
      if (!elements.length) return;
      const read = RRText.read(elements, taken);
      const whole = elements.length === 1 && elements[0].querySelector("tr") ? -1 : unit.passage;
      found.push({ unit: unit, elements: elements, id: idOf(unit), ranges: marked(read, unit.language, whole) });
    });
    return found.filter(function (stop) { return stop.ranges.length || stop.id === anchorNow(); });
  }

  function marked(read, language, passage) {
    return marker(read.text, language, passage).reduce(function (all, pair) {
      return all.concat(read.ranges(pair[0], pair[1]));
    }, []);
  }

  function languageOf(node) {
    const own = node.closest("[lang]");
    return own ? own.lang : "";
  }

  /* The passage that was opened, when it does not have all the words. */
  function withTarget(found) {
    const target = byId(anchorNow());
    const own = target && target.closest("p, li, h2, h3, h4, h5, h6, blockquote, tr, div, dl, ol, ul, pre, figure");
    if (!own || !own.closest(".text, .rows") || found.some(function (stop) { return stop.id === anchorNow(); })) return found;
    const shown = own.querySelector(":scope > .t") || own;
    const ranges = marked(RRText.read([shown], taken), languageOf(own), undefined);
    const stop = { unit: null, elements: [own], id: anchorNow(), ranges: ranges };
    const place = found.findIndex(function (other) {
      return own.compareDocumentPosition(other.elements[0]) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
    return place < 0 ? found.concat(stop) : found.slice(0, place).concat(stop, found.slice(place));
  }

  /* Words of the query outside the stops, a few blocks at a time. */
  function markElsewhere() {
    const blocks = Array.from(document.querySelectorAll(BLOCKS)).filter(function (block) {
      return /^(l\d|fn|ed-)/.test(block.id) && block.nodeName !== "A" && block.nodeName !== "SUP";
    });
    let at = 0;
    function some() {
      if (closed) return;
      let ranges = [];
      for (const end = Math.min(blocks.length, at + AT_ONCE); at < end; at++) {
        ranges = ranges.concat(marked(RRText.read([blocks[at]], taken), languageOf(blocks[at]), undefined));
      }
      if (ranges.length) RRText.paint(ELSEWHERE, ranges);
      if (at < blocks.length) setTimeout(some);
    }
    some();
  }

  // The bar

  function button(label, className, action) {
    const made = element("button", className, label);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  function build() {
    bar = element("div", "hits-bar");
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Passages found on this page");
    bar.append(element("bdi", "hits-bar__query", state.q.trim()));
    const count = element("span", "hits-bar__count");
    count.setAttribute("role", "status");
    bar.append(count);
    const steps = element("span", "hits-bar__buttons");
    if (stops.length > 1) {
      steps.append(button("Previous", "hits-bar__step", function () { step(-1); }),
        button("Next", "hits-bar__step", function () { step(1); }));
    }
    const back = element("a", "", "Back to results");
    steps.append(back, button("Close", "hits-bar__close", close));
    bar.append(steps);
    document.body.append(bar);
    document.documentElement.classList.add("hits-shown");
  }

  function tell() {
    const count = bar.querySelector(".hits-bar__count");
    const unit = current < 0 ? null : stops[current].unit;
    bar.querySelector("a").href = RRStart.root + "search.html?" + RRState.write(state) + (unit ? "#p" + unit.passage : "");
    if (!stops.length) count.textContent = "not found on this page as it is now";
    else if (current < 0) count.textContent = stops.length + " on this page";
    else {
      count.textContent = (current + 1) + " of " + stops.length + " on this page";
      if (unit) count.append(element("span", "hidden-label", ": " + RRView.where(unit)));
    }
  }

  function inView(range) {
    const at = range.getBoundingClientRect();
    const top = document.querySelector(".md-header") ? document.querySelector(".md-header").getBoundingClientRect().bottom : 0;
    return at.top >= top && at.bottom <= window.innerHeight - (bar ? bar.offsetHeight : 0);
  }

  /* The passage at the top; its first mark, when that is further down than the window reaches. */
  function stand(number, scroll) {
    current = number;
    const stop = stops[number];
    RRText.clear(NOW);
    if (stop.ranges.length) RRText.paint(NOW, stop.ranges.map(function (range) { return range.cloneRange(); }));
    tell();
    if (scroll) {
      if (byId(stop.id)) goTo(stop.id);
      else stop.elements[0].scrollIntoView({ block: "start" });
    }
    if (stop.ranges.length && !inView(stop.ranges[0])) {
      const at = stop.ranges[0].getBoundingClientRect();
      window.scrollBy({ top: at.top - window.innerHeight / 3, behavior: "auto" });
    }
  }

  /* The address changes too, so that it is of this passage; the browser takes the focus away with that. */
  function goTo(id) {
    const held = document.activeElement;
    location.replace("#" + encodeURIComponent(id));
    if (bar.contains(held)) held.focus({ preventScroll: true });
  }

  function step(by) {
    const from = current < 0 && by < 0 ? 0 : current;
    stand((from + by + stops.length) % stops.length, true);
  }

  function close() {
    if (closed) return;
    closed = true;
    [HIT, ELSEWHERE, NOW].forEach(RRText.clear);
    const held = bar.contains(document.activeElement);
    bar.remove();
    document.documentElement.classList.remove("hits-shown");
    try { history.replaceState(history.state, "", location.pathname + location.hash); } catch (error) { /* stays */ }
    if (!held) return;
    const place = (current >= 0 && stops[current].elements[0]) || document.getElementById("content");
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  async function start() {
    state = RRState.read(location.search);
    const scrolled = window.scrollY;
    marker = await RRSearch.marker(state.q, { exact: state.exact });
    const units = await find();
    stops = withTarget(stopsOf(units));
    if (!stops.some(function (stop) { return stop.ranges.length; })) {
      // A word that was still being typed: what begins so.
      taken.clear();
      marker = await RRSearch.marker(state.q, { exact: state.exact, typing: true });
      stops = withTarget(stopsOf(units));
    }
    build();
    stops.forEach(function (stop) { if (stop.ranges.length) RRText.paint(HIT, stop.ranges); });
    const target = anchorNow();
    const here = stops.findIndex(function (stop) { return stop.id === target; });
    tell();
    if (here >= 0 && Math.abs(window.scrollY - scrolled) < 2) stand(here, !byId(target));
    else if (here >= 0) { current = here; tell(); }
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || event.defaultPrevented || closed) return;
      const where = document.activeElement;
      if (where && where.closest && where.closest("form.find")) return;
      close();
    });
    markElsewhere();
  }

  return { start: start };
})();
