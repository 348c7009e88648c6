/* The page of the search: the query, its results, filters, all of it in the address of the page. The engine
   is loaded with the first query, or when the field is focused. */
var RRPage = (function () {
  "use strict";

  const WAIT = 120; // ms after the last key
  const SLOW = 400; // ms after which it says that it is searching
  const GROUPS = 10; // documents at a time when results are grouped

  const element = RRView.element;
  const title = document.title;
  const at = {}; // parts of the page, by their ids without "seek-"
  let state = null, token = null, timer = 0, result = null;

  // The address

  function remember(passage) {
    const params = String(RRState.write(state));
    try {
      history.replaceState(passage ? { passage: passage } : null, "", location.pathname + (params ? "?" + params : ""));
    } catch (error) { /* the browser takes no more for the moment */ }
    document.title = (state.q.trim() ? state.q.trim().slice(0, 80) + " · " : "") + title;
  }

  function paramsOf(query) { return RRState.write(Object.assign({}, state, { q: query })); }

  function fields() {
    at.q.value = state.q;
    at.exact.checked = state.exact;
    at.group.checked = state.group;
  }

  /* Changes begin with the first results again. */
  function go(changes) {
    Object.assign(state, { shown: RRState.STEP }, changes);
    fields();
    return run(false);
  }

  /* A link to another query, which changes this page in place. */
  function link(text, changes) {
    const made = element("a", "", text);
    made.href = location.pathname + "?" + RRState.write(Object.assign({}, state, { shown: RRState.STEP }, changes));
    made.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(changes);
      at.q.focus();
    });
    return made;
  }

  // Results

  function number(value) { return value.toLocaleString("en"); }

  function showFlat() {
    const list = element("ol", "hits-list");
    RRList.items(list, result.results, result, paramsOf(state.q));
    at.results.append(list);
    moreToCome();
  }

  function moreToCome() {
    at.more.hidden = result.total <= state.shown;
    at.more.textContent = "Show " + Math.min(RRState.STEP, result.total - state.shown) + " more";
  }

  async function showGroups(own) {
    const found = await RRList.groups(result, GROUPS * state.shown / RRState.STEP, paramsOf(state.q));
    if (own.cancelled) return;
    at.results.append(...found.sections);
    at.more.hidden = !found.more;
    at.more.textContent = "Show more documents (" + number(found.more) + ")";
  }

  async function more() {
    const own = token, before = at.results.querySelectorAll(".hits-group, :scope > .hits-list > li").length;
    state.shown += RRState.STEP;
    remember();
    if (state.group) {
      at.results.querySelectorAll(".hits-group").forEach(function (group) { group.remove(); });
      await showGroups(own);
    } else {
      const units = await RRSearch.page(result, state.shown - RRState.STEP, RRState.STEP);
      if (own.cancelled) return;
      RRList.items(at.results.querySelector(":scope > .hits-list"), units, result, paramsOf(state.q));
      moreToCome();
      count();
    }
    const next = at.results.querySelectorAll(".hits-group, :scope > .hits-list > li")[before];
    if (next) next.querySelector("a").focus();
  }

  function showNear() {
    const near = result.near;
    if (!near || !near.results.length) return;
    const section = element("section", "hits-near");
    const list = element("ol", "hits-list");
    const query = near.kind === "corrected" && result.didYouMean ? result.didYouMean.text : state.q;
    RRList.items(list, near.results, { partial: near.kind === "partial" }, paramsOf(query));
    section.append(element("h2", "", near.text), list);
    if (near.total > near.results.length && near.kind === "corrected") {
      section.append(link("All " + number(near.total) + " passages", { q: query }));
    } else if (near.kind === "outside") {
      section.append(link("All " + number(near.total) + " passages, without filters", { filters: {} }));
    }
    at.results.append(section);
  }

  // What is said besides

  function count() {
    at.status.textContent = !result.total ? "Nothing found." : RRView.count(result) +
      (result.partial ? " with most of the words" : "") +
      (result.total > state.shown && !state.group ? ", the first " + state.shown + " shown" : "") + ".";
  }

  function showAlso() {
    const line = element("p", "seek-also");
    const found = result.also.filter(function (name) { return name.forms.length; });
    if (state.exact) {
      line.append("Only the words as they are typed. ", link("Also other forms and names", { exact: false }));
    } else if (found.length) {
      line.append("Also: ");
      found.forEach(function (name, k) {
        const page = element("a", "", name.label);
        page.href = RRStart.root + name.page;
        const forms = name.forms.filter(function (form) { return form !== name.label; }).slice(0, 5);
        line.append(k ? "; " : "", page, forms.length ? ", " + forms.join(", ") : "",
          name.more ? " (only so in " + number(name.more) + (name.more === 1 ? " passage)" : " passages)") : "");
      });
      line.append(". ", link("Only the words as typed", { exact: true }));
    }
    if (line.childNodes.length) at.notes.append(line);
  }

  function showNotes() {
    at.notes.textContent = "";
    if (result.didYouMean) {
      const line = element("p", "seek-mean", "Did you mean ");
      line.append(link(result.didYouMean.text, { q: result.didYouMean.text }), "?");
      at.notes.append(line);
    }
    result.notes.forEach(function (note) { at.notes.append(element("p", "seek-note", note.text)); });
    result.problems.forEach(function (problem) { at.notes.append(element("p", "seek-note seek-note--problem", problem)); });
    showAlso();
  }

  function nothing() {
    const filtered = Object.keys(state.filters).length;
    at.results.append(element("p", "seek-none", filtered
      ? "Nothing found under these filters."
      : "Nothing found. Fewer words, or the beginning of a word with * behind it, find more; so do the lists below."));
  }

  // Asking

  function begin() {
    at.lists.hidden = false;
    at.body.hidden = true;
    at.chips.hidden = true;
    at.notes.textContent = "";
    at.results.textContent = "";
    at.status.textContent = "";
  }

  function fail(error) {
    begin();
    at.notes.append(element("p", "seek-note seek-note--problem", error.message + " The texts and the lists below work without it."));
  }

  async function show(own) {
    at.body.hidden = false;
    at.lists.hidden = result.total > 0;
    at.filters.hidden = !result.node;
    at.results.textContent = "";
    at.more.hidden = true;
    count();
    showNotes();
    // A corrected word answers better than passages without it.
    const corrected = result.partial && result.near && result.near.kind === "corrected";
    if (corrected) showNear();
    if (!result.total) nothing();
    else if (state.group) await showGroups(own);
    else showFlat();
    if (own.cancelled) return;
    if (!corrected) showNear();
    if (result.node) await RRPanel.show(result, state.filters);
  }

  /* `typing`: the last word may still be growing. `passage`: the result to which the reader comes back. */
  async function run(typing, passage) {
    clearTimeout(timer);
    if (token) token.cancelled = true;
    const own = token = { cancelled: false };
    remember();
    if (!state.q.trim()) { begin(); return; }
    const slow = setTimeout(function () { if (!own.cancelled) at.status.textContent = "Searching …"; }, SLOW);
    try {
      await RRStart.engine();
      const options = { exact: state.exact, filters: state.filters, limit: state.shown, token: own, typing: typing };
      const found = await RRView.ask(state.q, options);
      if (own.cancelled || !found) return;
      result = found;
      await show(own);
      if (passage && !own.cancelled) comeBack(passage);
    } catch (error) {
      if (!own.cancelled) fail(error);
    } finally {
      clearTimeout(slow);
    }
  }

  function comeBack(passage) {
    const made = at.results.querySelector('a[data-passage="' + Number(passage) + '"]');
    if (!made) return;
    made.focus({ preventScroll: true });
    made.scrollIntoView({ block: "center" });
  }

  function help() {
    const text = at["how-to-search"];
    text.open = !text.open;
    if (text.open) text.querySelector("summary").focus(); else at.q.focus();
  }

  function restore() {
    const named = /^#p(\d+)$/.exec(location.hash);
    const passage = named ? named[1] : history.state && history.state.passage;
    state = RRState.read(location.search);
    fields();
    run(false, passage);
  }

  function connect() {
    at.q.addEventListener("focus", function () {
      RRStart.engine().then(function () { return RRSearch.warm(); }).catch(fail);
    }, { once: true });
    at.q.addEventListener("input", function () {
      if (token) token.cancelled = true;
      clearTimeout(timer);
      timer = setTimeout(function () {
        Object.assign(state, { q: at.q.value, shown: RRState.STEP });
        run(true);
      }, WAIT);
    });
    at.form.addEventListener("submit", function (event) {
      event.preventDefault();
      go({ q: at.q.value });
    });
    at.exact.addEventListener("change", function () { go({ exact: at.exact.checked }); });
    at.group.addEventListener("change", function () { go({ group: at.group.checked }); });
    at.more.addEventListener("click", function () { more().catch(fail); });
    at.results.addEventListener("click", function (event) {
      const opened = event.target.closest("a[data-passage]");
      if (opened) remember(opened.dataset.passage);
    });
    at["help-button"].addEventListener("click", help);
    at["how-to-search"].addEventListener("toggle", function () {
      at["help-button"].setAttribute("aria-expanded", String(at["how-to-search"].open));
    });
  }

  function start() {
    document.querySelectorAll("[id^=seek-], #how-to-search").forEach(function (part) {
      at[part.id.replace(/^seek-/, "")] = part;
    });
    at.form = document.querySelector(".seek");
    at.lists = document.querySelector(".ways-in");
    at.form.hidden = false;
    at.filters.open = window.matchMedia("(min-width: 60em)").matches;
    if (location.hash === "#how-to-search") at["how-to-search"].open = true;
    connect();
    RRPanel.start(at["filter-lists"], at.chips, function (filters) { go({ filters: filters }); });
    restore();
  }

  return { start: start };
})();
