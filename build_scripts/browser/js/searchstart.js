/* The only script of the search on every page: the key `/`, the button on a telephone, and the loading of
   everything else when it is needed. The box asks for the engine when it gets the focus; the page of the
   search with its first query; a text that was opened from a result at once, to mark what was found.

     RRStart.root          address of the top of the site, with a slash at its end
     RRStart.need(paths)   promise that these scripts, named from the top, have run, in this order, each once
     RRStart.engine()      the same of the engine */
var RRStart = (function () {
  "use strict";

  const ENGINE = ["search/engine.js", "search/box.js"];
  const PAGE = ENGINE.slice(1).concat("search/page.js");
  const MARKS = ["search/marks.js"];

  /* What failed stays so until the page is loaded again: the scripts behind it have run without it. */
  function need(paths) { return Promise.all(paths.map(Room.load)); }

  function engine() { return need(ENGINE); }

  /* On a telephone the box is behind a button. */
  function opens(form, open) {
    form.classList.toggle("find--open", open);
    form.querySelector(".find__open").setAttribute("aria-expanded", String(open));
  }

  function connectBox(form) {
    const input = form.querySelector(".find__input");
    const button = form.querySelector(".find__open");
    let started = null;
    input.addEventListener("focus", function () {
      if (started) return;
      started = engine().then(function () {
        RRBox.start(form);
      }, function (error) {
        started = null;
        form.querySelector(".find__panel").hidden = false;
        form.querySelector(".find__said").textContent = error.message + " The texts and the lists work without it.";
      });
    });
    button.addEventListener("click", function () {
      opens(form, true);
      input.focus();
    });
    form.querySelector(".find__close").addEventListener("click", function () {
      opens(form, false);
      button.focus();
    });
    form.addEventListener("submit", function (event) { if (!input.value.trim()) event.preventDefault(); });
  }

  Room.key("/", "Search", function () {
    const form = document.querySelector("form.find");
    const input = document.querySelector("#seek-q") || (form && form.querySelector(".find__input"));
    if (!input) return false;
    if (form) opens(form, true);
    input.focus({ preventScroll: !input.closest(".seek") });
    input.select();
  }, "The site");

  function start() {
    const form = document.querySelector("form.find");
    const query = new URLSearchParams(location.search).get("q");
    if (form) {
      connectBox(form);
      if (query) form.querySelector(".find__input").value = query;
    }
    if (document.querySelector(".seek")) {
      need(PAGE).then(function () { RRPage.start(); }).catch(console.error);
    } else if (query && document.querySelector(".document, .received")) {
      engine().then(function () { return need(MARKS); })
        .then(function () { return RRMarks.start(); }).catch(console.warn);
    }
  }

  const api = { root: Room.root, need: need, engine: engine, isTyping: Room.isTyping, opens: opens };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else setTimeout(start);
  return api;
})();
