/* In a text: the current paragraph (j, k, a click on its number), quiet mode (q), how far one has read, and the
   header, which goes away while one reads on and comes back when one goes back.

     Room.units()     the blocks of the text that bear a number, in order
     Room.reading()   the one at the top of the view, or null
     Room.held()      remembers what stands at the top of the view; gives a function that brings it back there */
(function () {
  "use strict";

  const html = document.documentElement;
  const header = document.querySelector(".md-header");
  let blocks = null, current = null;
  let last = null, up = 0, waiting = false; // last: px, known after the first scrolling; asking earlier costs a layout

  Room.units = function () {
    if (!blocks) {
      blocks = Array.from(document.querySelectorAll(".document [id] > a.ln"), function (number) { return number.parentElement; });
    }
    return blocks;
  };

  /* px below the top of the view: where links lead (scroll-margin-top), and a little more. */
  function begins() {
    const units = Room.units();
    return units.length ? parseFloat(getComputedStyle(units[0]).scrollMarginTop) + 4 : 0;
  }

  Room.reading = function () {
    const units = Room.units(), line = begins();
    let low = 0, high = units.length; // the first that ends below this line
    while (low < high) {
      const middle = (low + high) >> 1;
      if (units[middle].getBoundingClientRect().bottom > line) high = middle; else low = middle + 1;
    }
    return units[low] || null;
  };

  Room.held = function () {
    const unit = Room.text && window.scrollY > 0 ? Room.reading() : null;
    const before = unit && unit.getBoundingClientRect().top;
    return function () {
      if (!unit) return;
      window.scrollBy({ top: unit.getBoundingClientRect().top - before, behavior: "instant" });
      last = window.scrollY; // nobody went back
    };
  };

  // The current paragraph

  /* Also when another part says so: a tap on a dot. */
  Room.on("unit", function (unit) {
    if (!unit || !unit.id || !unit.closest(".document")) return;
    if (current && current !== unit) current.removeAttribute("data-current");
    current = unit;
    unit.setAttribute("data-current", "");
  });

  function seen(unit) {
    const box = unit.getBoundingClientRect();
    return box.bottom > begins() && box.top < window.innerHeight;
  }

  function move(by) {
    const units = Room.units();
    let at = current && seen(current) ? units.indexOf(current) + by : units.indexOf(Room.reading());
    if (current && !seen(current) && by < 0) at -= 1;
    const unit = units[Math.max(0, Math.min(units.length - 1, at))];
    if (!unit) return false;
    Room.tell("unit", unit);
    if (!unit.hasAttribute("tabindex")) unit.setAttribute("tabindex", "-1");
    unit.focus({ preventScroll: true });
    const box = unit.getBoundingClientRect();
    if (box.top < begins() - 5 || box.bottom > window.innerHeight - 60) {
      unit.scrollIntoView({ block: box.height > window.innerHeight * 0.6 ? "start" : "center" });
    }
  }

  document.addEventListener("click", function (event) {
    const number = event.target.closest(".document [id] > a.ln");
    if (number && !event.ctrlKey && !event.metaKey && !event.shiftKey) Room.tell("unit", number.parentElement);
  });

  // Quiet

  let back = null;

  function hush(on, words) {
    Room.change({ quiet: on ? "1" : "" });
    if (words) Room.say(words);
  }

  function wayBack() {
    const on = html.hasAttribute("data-quiet");
    if (on && !back) {
      back = Room.el("button", { type: "button", class: "quiet-back", "aria-keyshortcuts": "q", onclick: function () {
        hush(false, "Notes of the editor, connections and line numbers are shown again.");
      } }, "Show everything");
      document.body.append(back);
    }
    if (back) back.hidden = !on;
  }

  /* What an address leads to is shown, for this page, even if it belongs to what is hidden. */
  function uncovered() {
    let at = null;
    try { at = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (error) { return; }
    if (!at || !html.hasAttribute("data-quiet") || at.getClientRects().length) return;
    html.removeAttribute("data-quiet");
    at.scrollIntoView();
    Room.tell("settings", Room.settings());
    Room.tell("layout");
  }

  // Scrolling

  const drawn = window.CSS && CSS.supports("animation-timeline: scroll()"); // css/tools.css does it alone

  function stays() { return header.contains(document.activeElement) || Boolean(document.querySelector(".settings:not([hidden])")); }

  function scrolled() {
    waiting = false;
    const y = Math.max(0, window.scrollY), by = last === null ? 0 : y - last;
    last = y;
    if (by > 0) up = 0;
    else if (by > -window.innerHeight / 3) up -= by; // a longer way is a jump, and covers nothing
    else up = 0;
    if (y < header.offsetHeight || up > 80) html.classList.remove("header-away");
    else if (by && up === 0 && !stays()) html.classList.add("header-away");
    if (!drawn && Room.text) html.style.setProperty("--read", String(y / Math.max(1, html.scrollHeight - window.innerHeight)));
  }

  if (header) {
    window.addEventListener("scroll", function () {
      if (!waiting) requestAnimationFrame(scrolled);
      waiting = true;
    }, { passive: true });
    // It never stands before what has the focus.
    document.addEventListener("focusin", function (event) {
      if (header.contains(event.target)) html.classList.remove("header-away");
      else if (window.scrollY > header.offsetHeight && event.target.getBoundingClientRect().top < header.offsetHeight && !stays()) {
        html.classList.add("header-away");
        up = 0;
      }
    });
  }

  if (!Room.text) return;
  Room.key("j", "Next paragraph", function () { return move(1); }, "The text");
  Room.key("k", "Paragraph before", function () { return move(-1); }, "The text");
  Room.key("q", "Only the text, without notes of the editor, connections and numbers", function (event) {
    if (event.repeat) return;
    const on = !html.hasAttribute("data-quiet");
    hush(on, on ? "Only the text is shown. Press q again to show the rest." : "Notes of the editor, connections and line numbers are shown again.");
  }, "The text");
  Room.on("settings", wayBack);
  window.addEventListener("hashchange", uncovered);
  uncovered();
  wayBack();
})();
