/* The words of a passage as the page shows them, and ways to mark stretches of them without changing how
   links and notes work: highlights of the browser (CSS Custom Highlight API), else `mark` around the words.

     RRText.read(elements, taken) → {text, ranges(start, end) → [Range]}
         what the edition added (line numbers, markers of notes, connections) is not read; text nodes in the
         set `taken` are left out, and those that are read are added to it
     RRText.paint(name, ranges), RRText.clear(name), RRText.drawn(name) → elements or ranges */
var RRText = (function () {
  "use strict";

  const ADDED = "a.ln, .noteref, sup.ed, .note-back, .note-label, .ed-label, .connections, .cited, .basis, .by, " +
    "li > q:first-of-type, script, style, .w, a.n";
  const ADDED_IN_TEXT = "a.ln, .noteref, sup.ed, .note-back, .note-label, .connections, .cited, script, style, .w, a.n";
  const BREAKS = /^(P|LI|TR|TD|TH|BR|DIV|BLOCKQUOTE|H[1-6]|DT|DD|OL|UL|TABLE|PRE)$/;

  const native = typeof Highlight === "function" && typeof CSS !== "undefined" && Boolean(CSS.highlights);
  const wrapped = new Map(); // name → mark elements

  function read(elements, taken) {
    const pieces = []; // {node, start}
    let text = "";
    elements.forEach(function (element) {
      const added = element.id && element.id.startsWith("ed-") ? ADDED : ADDED_IN_TEXT;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
        acceptNode: function (node) {
          return node.nodeType === 1 && node.matches(added) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
        },
      });
      if (text) text += "\n";
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.nodeType === 1) {
          if (BREAKS.test(node.nodeName) && text && !/\s$/.test(text)) text += "\n";
        } else if (node.length && !(taken && taken.has(node))) {
          if (taken) taken.add(node);
          pieces.push({ node: node, start: text.length });
          text += node.data;
        }
      }
    });
    return { text: text, ranges: function (start, end) { return rangesOf(pieces, start, end); } };
  }

  function rangesOf(pieces, start, end) {
    const found = [];
    pieces.forEach(function (piece) {
      const from = Math.max(start, piece.start) - piece.start;
      const to = Math.min(end, piece.start + piece.node.length) - piece.start;
      if (from >= to) return;
      const range = document.createRange();
      range.setStart(piece.node, from);
      range.setEnd(piece.node, to);
      found.push(range);
    });
    return found;
  }

  function wrap(name, ranges) {
    const made = wrapped.get(name) || [];
    wrapped.set(name, made);
    // From the end of each text node, so that what comes before keeps its place.
    ranges.slice().reverse().forEach(function (range) {
      const mark = document.createElement("mark");
      mark.className = name;
      try {
        range.surroundContents(mark);
        made.push(mark);
      } catch (error) { /* not within one text node: left unmarked */ }
    });
  }

  function paint(name, ranges) {
    if (!native) { wrap(name, ranges); return; }
    const own = CSS.highlights.get(name);
    if (own) ranges.forEach(function (range) { own.add(range); });
    else CSS.highlights.set(name, new Highlight(...ranges));
  }

  function clear(name) {
    if (native) CSS.highlights.delete(name);
    (wrapped.get(name) || []).forEach(function (mark) {
      const parent = mark.parentNode;
      if (!parent) return;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    });
    wrapped.delete(name);
  }

  function drawn(name) {
    if (native) return CSS.highlights.get(name) ? Array.from(CSS.highlights.get(name)) : [];
    return (wrapped.get(name) || []).slice();
  }

  return { native: native, read: read, paint: paint, clear: clear, drawn: drawn };
})();
