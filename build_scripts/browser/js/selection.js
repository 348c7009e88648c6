/* Highlights and own notes begin here: when words of a text are selected, or `m` is pressed, the rest is loaded
   (highlights-*.js); for a text with marks, at once. In quiet mode only the key does something. */
(function () {
  "use strict";

  const FILES = ["assets/notebook.js", "assets/marks.js"];
  const SETTLED = 300; // ms without a change of the selection: it is finished
  let timer = 0, held = false, touched = false, current = null;

  function started() { return Promise.all(FILES.map(Room.load)); }

  function selected() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount || !selection.toString().trim()) return null;
    const range = selection.getRangeAt(0), reading = document.querySelector(".document");
    return reading && range.intersectsNode(reading) && !Room.isTyping(document.activeElement) ? range : null;
  }

  function offer() {
    clearTimeout(timer);
    timer = setTimeout(function () {
      const range = !held && !document.documentElement.hasAttribute("data-quiet") && selected();
      if (range) started().then(function () { RoomBar.offer(range, touched); }, console.warn);
      else if (window.RoomBar && !held) RoomBar.withdraw();
    }, SETTLED);
  }

  if (document.getElementById("notebook")) {
    Room.load(FILES[0]).then(function () { RoomList.page(document.getElementById("notebook")); }, console.warn);
  }
  Room.key("M", "Your highlights and notes", function () {
    if (Room.document) started().then(function () { RoomPage.list(); }, console.warn);
    else location.href = Room.root + "notebook.html";
  }, "The site");
  if (!Room.document) return;

  Room.on("unit", function (unit) { current = unit; });
  Room.key("m", "Highlight, note, cite or report the selected words, or this paragraph", function () {
    const range = selected();
    started().then(function () { RoomBar.offer(range || RoomBar.paragraph(current), false, true); }, console.warn);
  }, "Reading");

  document.addEventListener("pointerdown", function (event) {
    held = event.pointerType === "mouse";
    touched = event.pointerType === "touch";
  }, true);
  ["pointerup", "pointercancel"].forEach(function (name) {
    document.addEventListener(name, function () { held = false; offer(); }, true);
  });
  document.addEventListener("selectionchange", function () { if (!Room.isTyping(document.activeElement)) offer(); });
  if (Room.get("marks:" + Room.document, []).length) {
    started().then(function () { RoomPage.draw(); }, console.warn);
  }
})();
