/* The words of a passage as the page shows them, and marks on stretches of them (js/paint.js).

     RRText.read(elements, taken) → {text, ranges(start, end) → [Range]}
         what the edition added (line numbers, markers of notes, connections) is not read; text nodes in the
         set `taken` are left out, and those that are read are added to it
     RRText.paint(name, ranges), RRText.clear(name) */
var RRText = (function () {
  "use strict";

  const ADDED_IN_TEXT = "a.ln, .noteref, sup.ed, .note-back, .note-label, .connections, .cited, script, style, .w, a.n";
  const ADDED = ADDED_IN_TEXT + ", .ed-label, .basis, .by, li > q:first-of-type"; // to a note of the editor

  function added(node, element) { return node.matches(element.id.startsWith("ed-") ? ADDED : ADDED_IN_TEXT); }

  function read(elements, taken) {
    const found = RoomPaint.words(elements, added, taken);
    return { text: found.text, ranges: function (start, end) { return RoomPaint.ranges(found.pieces, start, end); } };
  }

  return { read: read, paint: RoomPaint.paint, clear: RoomPaint.clear };
})();
