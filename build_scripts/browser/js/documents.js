/* The filter of the lists of documents: looks through all of them, whatever page of the list is open. The rows
   come in a few scripts (exporters/documents_data.py) that are loaded when the field is first used. A document
   stays when its title, author, place, date, kind or language hold every word that was typed, whatever capitals
   and diacritics. Without this script the field stays hidden and the pages of the list are whole. */
(function () {
  "use strict";

  const MOST = 100; // shown at once
  const PAUSE = 250; // ms after which the count is said
  const BY_AUTHOR = 5, BY_TITLE = 6; // columns of a row
  const form = document.getElementById("documents-filter");
  const list = document.getElementById("documents-list");
  if (!form || !list) return;
  const input = form.querySelector("input"), output = form.querySelector("output");
  const everything = output.textContent;
  const found = Room.el("div", { id: "documents-found", hidden: true });
  const files = [];
  let rows = null, texts = [], timer = 0, asked = null;

  Room.documents = function (number, some) { files[number] = some; };

  function load() {
    if (!asked) {
      const paths = Array.from({ length: Number(form.getAttribute("data-files")) }, function (_, number) {
        return "assets/documents/" + number + ".js";
      });
      asked = Promise.all(paths.map(Room.load)).then(function () {
        rows = [].concat.apply([], files);
        const column = { author: BY_AUTHOR, title: BY_TITLE }[form.getAttribute("data-order")];
        if (column) rows.sort(function (one, other) { return one[column] - other[column]; });
        texts = rows.map(function (row) { return Room.fold(row.slice(0, 5).join(" ")); });
        filter();
      }, function (error) {
        asked = null;
        output.textContent = error.message;
      });
    }
    return asked;
  }

  function item(row) {
    return Room.el("li", {}, [
      Room.el("a", { href: Room.root + "documents/" + encodeURIComponent(row[0]) + ".html" }, Room.el("bdi", {}, row[1])),
      " ",
      Room.el("span", { class: "by" }, [row[2] ? Room.el("bdi", {}, row[2]) : null, (row[2] ? " · " : "") + row[3]]),
    ]);
  }

  function show(hits, from) {
    if (!from) found.replaceChildren(Room.el("ul", { class: "shelf" }));
    const shelf = found.firstChild, more = found.querySelector("button");
    if (more) more.remove();
    const first = shelf.children.length;
    hits.slice(from, from + MOST).forEach(function (row) { shelf.append(item(row)); });
    const left = hits.length - from - MOST;
    if (left > 0) {
      found.append(Room.el("button", { type: "button", class: "more", onclick: function () {
        show(hits, from + MOST);
      } }, "Show " + Math.min(left, MOST) + " more"));
    }
    if (from) shelf.children[first].querySelector("a").focus();
  }

  function filter() {
    const words = Room.fold(input.value).trim().split(" ").filter(Boolean);
    list.hidden = Boolean(words.length && rows);
    found.hidden = !list.hidden;
    clearTimeout(timer);
    if (!words.length) {
      output.textContent = everything;
      return;
    }
    if (!rows) {
      output.textContent = "Loading the list …";
      load();
      return;
    }
    const hits = rows.filter(function (row, number) {
      return words.every(function (word) { return texts[number].indexOf(word) >= 0; });
    });
    if (hits.length) show(hits, 0);
    else found.replaceChildren(Room.el("p", {}, "No document matches. The words are looked for in titles, authors, " +
      "places of publication, dates and kinds; the search looks into the texts."));
    timer = setTimeout(function () {
      output.textContent = hits.length ? hits.length.toLocaleString("en") + " of " + everything : "No document matches";
    }, PAUSE);
  }

  list.after(found);
  form.hidden = false;
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", filter);
  input.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !input.value) return;
    event.preventDefault();
    input.value = "";
    filter();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  if (input.value) filter(); // kept by the browser when one comes back
})();
