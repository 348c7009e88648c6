/* The box in the header: results while one types, as a combobox with a listbox (WAI-ARIA Authoring Practices,
   "Editable Combobox With List Autocomplete"). The focus stays in the field; the arrows choose, Enter opens
   what is chosen or, when nothing is, the page of all results. Loaded when the box is first focused. */
var RRBox = (function () {
  "use strict";

  const WAIT = 120; // ms after the last key
  const SLOW = 400; // ms after which it says that it is searching
  const SHOWN = 8;

  function start(form) {
    const input = form.querySelector(".find__input");
    const panel = form.querySelector(".find__panel");
    const list = form.querySelector("[role=listbox]");
    const said = form.querySelector(".find__said");
    const status = form.querySelector("[role=status]");
    let active = -1, timer = 0, token = null, stale = true;

    function items() { return list.children; }

    function open(shown) {
      panel.hidden = !shown;
      input.setAttribute("aria-expanded", String(shown && items().length > 0));
      list.hidden = !items().length;
      if (!shown) choose(-1);
    }

    function choose(number) {
      const before = items()[active];
      if (before) before.setAttribute("aria-selected", "false");
      active = number;
      const now = items()[number];
      if (!now) { input.removeAttribute("aria-activedescendant"); return; }
      now.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", now.id);
      now.scrollIntoView({ block: "nearest" });
    }

    function say(text, more) {
      said.textContent = text;
      status.textContent = more ? text + " " + more : text;
    }

    function option(className, href) {
      const link = RRView.element("a", "find__option " + className);
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      link.id = "find-option-" + items().length;
      link.tabIndex = -1;
      link.href = href;
      list.append(link);
      return link;
    }

    function passage(unit, words) {
      const link = option("find__passage", RRView.address(unit, new URLSearchParams({ q: words })));
      link.addEventListener("click", function () { RRView.opened(unit); });
      RRView.snippet(link.appendChild(RRView.element("span", "find__text")), unit);
      link.append(RRView.element("span", "find__place", RRView.place(unit).join(" · ")));
    }

    function searchPage(words) { return form.action.replace(/[?#].*/, "") + "?" + new URLSearchParams({ q: words }); }

    function offer(correction) {
      const link = option("find__offer", searchPage(correction.text));
      link.append("Did you mean ", RRView.element("b", "", correction.text), "?");
      link.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        input.value = correction.text;
        ask();
      });
    }

    function show(words, result) {
      list.textContent = "";
      choose(-1);
      const near = result.total && !result.partial ? null : result.near;
      if (result.didYouMean) offer(result.didYouMean);
      const corrected = near && near.kind === "corrected" && result.didYouMean ? result.didYouMean.text : "";
      if (near && (corrected || !result.total)) {
        near.results.forEach(function (unit) { passage(unit, corrected || words); });
      }
      result.results.slice(0, SHOWN - items().length).forEach(function (unit) { passage(unit, words); });
      if (result.total > result.results.length) {
        option("find__all", searchPage(words)).textContent = "All results (" + result.total.toLocaleString("en") + ")";
      } else if (result.total) {
        option("find__all", searchPage(words)).textContent = "All results, with filters";
      }
      stale = false;
      open(true);
      const notes = result.notes.map(function (note) { return note.text; }).concat(result.problems);
      const also = result.also.filter(function (name) { return name.more; }).map(function (name) { return name.label; });
      const found = result.total
        ? upper(RRView.count(result)) + (also.length ? ", also for " + also.join(", ") : "") + "." : "Nothing found.";
      const besides = near && near.total ? near.text + ": " + near.total.toLocaleString("en") + "." : "";
      say([found, besides].concat(notes).filter(Boolean).join(" "), items().length ? "Choose with the arrow keys." : "");
    }

    function upper(text) { return text[0].toUpperCase() + text.slice(1); }

    function fail(error) {
      list.textContent = "";
      open(true);
      say(error.message + " The texts and the lists work without it.");
    }

    function ask() {
      clearTimeout(timer);
      if (token) token.cancelled = true;
      const words = input.value;
      if (!words.trim()) {
        list.textContent = "";
        open(false);
        say("");
        return;
      }
      const own = token = { cancelled: false };
      const slow = setTimeout(function () {
        if (own.cancelled || !stale) return;
        open(true);
        said.textContent = "Searching …";
      }, SLOW);
      stale = true;
      RRSearch.query(words, { typing: true, limit: SHOWN, token: own }).then(function (result) {
        if (!own.cancelled && result) show(words, result);
      }, function (error) {
        if (!own.cancelled) fail(error);
      }).finally(function () { clearTimeout(slow); });
    }

    /* Escape: first the list goes, then the words, then the focus leaves a box that a button opened. */
    function escape() {
      if (!panel.hidden) open(false);
      else if (input.value) { input.value = ""; ask(); }
      else if (form.classList.contains("find--open") && form.querySelector(".find__open").offsetParent) {
        RRStart.opens(form, false);
        form.querySelector(".find__open").focus();
      } else input.blur();
    }

    input.addEventListener("input", function () {
      if (token) token.cancelled = true;
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      const count = items().length;
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey) {
        if (!input.value.trim()) return;
        event.preventDefault();
        if (panel.hidden) { if (count) open(true); else ask(); return; }
        const step = event.key === "ArrowDown" ? 1 : -1;
        // One place more than there are items: none of them.
        if (count) choose((active + 1 + step + count + 1) % (count + 1) - 1);
      } else if (event.key === "Enter" && items()[active] && !panel.hidden) {
        event.preventDefault();
        items()[active].click();
      } else if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        escape();
      }
    });
    input.addEventListener("focus", function () { if (items().length && input.value.trim()) open(true); });
    // The focus stays in the field while a result is pressed.
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function () { open(false); });
    form.addEventListener("focusout", function (event) {
      if (event.relatedTarget && form.contains(event.relatedTarget)) return;
      if (!document.hasFocus()) return; // another window: the reader comes back
      open(false);
    });
    document.addEventListener("pointerdown", function (event) {
      if (!form.contains(event.target)) open(false);
    });
    RRSearch.warm().catch(function () { /* the query says what is missing */ });
    if (input.value.trim() && document.activeElement === input) ask();
  }

  return { start: start };
})();
