/* Filters a list or table as one types: `<p data-filter="id of the list" hidden>` with a label, an input
   and an output. Items are what bears `data-item`; without any, the list items (not those inside another
   item) and the rows of table bodies. An item stays when its text and its `data-words` hold every word that
   was typed, whatever capitals and diacritics. What bears `data-group` goes when no item in it is left.
   Without this script the box stays hidden and the list is whole. Room.fold(words) is how words are compared. */
(function () {
  "use strict";

  var SAY_AFTER = 300; // ms: the count is said when the typing pauses

  function folded(words) {
    return words.toLowerCase().replace(/ß/g, "ss").replace(/ı/g, "i").replace(/ə/g, "e")
      .normalize("NFKD").replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f]/g, "")
      .replace(/[’‘ʼ]/g, "'").replace(/\s+/g, " ");
  }

  if (window.Room) Room.fold = folded;

  function itemsOf(list) {
    var marked = list.querySelectorAll("[data-item]");
    if (marked.length) return Array.from(marked);
    return Array.from(list.querySelectorAll("li, tbody tr")).filter(function (item) {
      var outer = item.parentElement.closest("li, tr");
      return !outer || !list.contains(outer);
    });
  }

  function connect(box) {
    var list = document.getElementById(box.getAttribute("data-filter"));
    var input = box.querySelector("input");
    var output = box.querySelector("output");
    if (!list || !input || !output) return;
    var items = itemsOf(list);
    var texts = null; // made when they are first needed
    var timer = 0;

    function filter() {
      var words = folded(input.value).trim().split(" ").filter(Boolean);
      if (!texts) {
        texts = items.map(function (item) {
          return folded(item.textContent + " " + (item.getAttribute("data-words") || ""));
        });
      }
      var left = 0;
      items.forEach(function (item, number) {
        var stays = words.every(function (word) { return texts[number].indexOf(word) >= 0; });
        item.hidden = !stays;
        if (stays) left += 1;
      });
      list.querySelectorAll("[data-group]").forEach(function (group) {
        group.hidden = items.every(function (item) { return item.hidden || !group.contains(item); });
      });
      clearTimeout(timer);
      timer = setTimeout(function () {
        output.textContent = words.length ? left + " of " + items.length : "";
      }, SAY_AFTER);
    }

    input.addEventListener("input", filter);
    input.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !input.value) return;
      event.preventDefault();
      input.value = "";
      filter();
    });
    box.hidden = false;
    if (input.value) filter(); // kept by the browser when one comes back
  }

  function start() {
    document.querySelectorAll("[data-filter]").forEach(connect);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
