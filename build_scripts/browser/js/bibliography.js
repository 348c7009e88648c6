/* Chooses works by kind, language, document and state: `<form data-choice="id of the list" hidden>` with
   selects; a select of name «kind» goes by the `data-kind` of the items, which may hold several words.
   What is not chosen gets `data-out`; the text filter (filter.js) has its own way of hiding, and both count.
   Without this script the form stays hidden and the list is whole. */
(function () {
  "use strict";

  function connect(form) {
    var list = document.getElementById(form.getAttribute("data-choice"));
    var selects = Array.from(form.querySelectorAll("select"));
    var output = form.querySelector("output");
    if (!list || !selects.length) return;
    var items = Array.from(list.querySelectorAll("[data-item]"));

    function held(item) {
      return selects.every(function (select) {
        if (!select.value) return true;
        return (item.getAttribute("data-" + select.name) || "").split(" ").indexOf(select.value) >= 0;
      });
    }

    function choose() {
      var left = 0;
      items.forEach(function (item) {
        var stays = held(item);
        item.toggleAttribute("data-out", !stays);
        if (stays) left += 1;
      });
      groups();
      var chosen = selects.some(function (select) { return select.value; });
      if (output) output.textContent = chosen ? left + " of " + items.length : "";
    }

    function groups() {
      list.querySelectorAll("[data-group]").forEach(function (group) {
        var shown = Array.from(group.querySelectorAll("[data-item]")).some(function (item) {
          return !item.hidden && !item.hasAttribute("data-out");
        });
        group.toggleAttribute("data-out", !shown);
      });
    }

    /* An address leads to its work even when that is not chosen. */
    function arrive() {
      var id = decodeURIComponent(location.hash.slice(1));
      var item = id && document.getElementById(id);
      if (!item || !list.contains(item) || !item.closest("[data-out]")) return;
      selects.forEach(function (select) { select.value = ""; });
      choose();
      item.scrollIntoView();
    }

    selects.forEach(function (select) { select.addEventListener("change", choose); });
    document.querySelectorAll("[data-filter]").forEach(function (box) {
      if (box.getAttribute("data-filter") === list.id) {
        box.addEventListener("input", groups);
        box.addEventListener("keydown", function () { setTimeout(groups); });
      }
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    window.addEventListener("hashchange", arrive);
    form.hidden = false;
    choose(); // the browser keeps choices when one comes back
    arrive();
  }

  function start() {
    document.querySelectorAll("form[data-choice]").forEach(connect);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
