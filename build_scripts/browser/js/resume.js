/* Offers to go on where one left a text; never goes there by itself. Kept: the last texts, each with the paragraph
   at the top of the view and a number made from its words, because another edition may count lines otherwise. */
(function () {
  "use strict";

  const MOST = 60; // texts
  const text = Room.text;
  if (!text || Room.beside || !Room.document) return;

  /* FNV-1a, 32 bits, of the words alone: neither numbers of lines nor notes belong to them. */
  function mark(unit) {
    const copy = unit.cloneNode(true);
    copy.querySelectorAll("a.ln, sup, button").forEach(function (part) { part.remove(); });
    let hash = 0x811c9dc5;
    for (const letter of copy.textContent.replace(/\s+/g, " ").trim()) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
    return (hash >>> 0).toString(16);
  }

  function isPlace(one) { return Array.isArray(one) && one.length === 3 && one.every(function (part) { return typeof part === "string"; }); }

  function places() {
    const kept = Room.get("places", []);
    return Array.isArray(kept) ? kept.filter(isPlace) : [];
  }

  function keep(unit) {
    const others = places().filter(function (one) { return one[0] !== Room.document; });
    if (unit) others.push([Room.document, unit.id, mark(unit)]);
    Room.set("places", others.slice(-MOST));
  }

  /* At the beginning there is nothing to remember; at the end of the text it has been read. */
  function remember() {
    if (window.scrollY < window.innerHeight) return;
    const unit = Room.reading();
    if (!unit || !text.contains(unit)) return;
    const notes = text.querySelector("section.notes, section.editor-notes");
    const end = (notes || text).getBoundingClientRect()[notes ? "top" : "bottom"];
    keep(end < window.innerHeight ? null : unit);
  }

  let timer = 0, moved = false;
  window.addEventListener("scroll", function () {
    clearTimeout(timer);
    moved = true;
    timer = setTimeout(remember, 400); // ms of rest
  }, { passive: true });
  window.addEventListener("pagehide", function () { if (moved) remember(); });

  // The offer

  function offered() {
    const way = performance.getEntriesByType("navigation")[0];
    if (location.hash || new URLSearchParams(location.search).has("q")) return null;
    if (way && (way.type === "reload" || way.type === "back_forward")) return null; // browsers go back by themselves
    const place = places().find(function (one) { return one[0] === Room.document; });
    if (!place) return null;
    const there = document.getElementById(place[1]), units = Room.units();
    if (units.includes(there) && mark(there) === place[2]) return there;
    return units.find(function (unit) { return mark(unit) === place[2]; }) || null;
  }

  const unit = offered();
  if (!unit) return;
  const line = unit.querySelector(":scope > a.ln").textContent.trim();
  const go = Room.el("a", { href: "#" + unit.id, onclick: function () { offer.remove(); } }, "Go there");
  const no = Room.el("button", { type: "button", onclick: function () {
    offer.remove();
    document.getElementById("content").focus({ preventScroll: true });
  } }, "Not now");
  const offer = Room.el("p", { class: "resume", role: "group", "aria-label": "Where you were" }, ["You were at line " + line, " ", go, " ", no]);
  text.closest(".document").prepend(offer);
})();
