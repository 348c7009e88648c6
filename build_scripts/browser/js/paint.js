/* The words of elements of the page, and marks on stretches of them that leave links and notes as they are:
   highlights of the browser (CSS Custom Highlight API), else `mark` around the words. Two files have this part
   (assets/marks.js, search/marks.js): the first to be loaded stays, with what it has painted.

     RoomPaint.words(elements, out(node, element), taken) → {text, pieces}     what stands in an element, without the
         nodes in it for which `out` is true and the text nodes in the set `taken`, to which those that are read
         are added. Blocks and elements begin a line
     RoomPaint.ranges(pieces, start, end) → [Range]     one for each text node from `start` to before `end`
     RoomPaint.paint(name, ranges), RoomPaint.clear(name) */
var RoomPaint = window.RoomPaint || (function () {
  "use strict";

  const BREAKS = /^(P|LI|TR|TD|TH|BR|DIV|BLOCKQUOTE|H[1-6]|DT|DD|OL|UL|TABLE|PRE)$/;
  const native = typeof Highlight === "function" && typeof CSS !== "undefined" && Boolean(CSS.highlights);
  const wrapped = new Map(); // name → mark elements

  function words(elements, out, taken) {
    const pieces = []; // {node, start}: where a text node begins in `text`
    let text = "";
    elements.forEach(function (element) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
        acceptNode: function (node) {
          return node.nodeType === 1 && out(node, element) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
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
    return { text: text, pieces: pieces };
  }

  function ranges(pieces, start, end) {
    const found = [];
    pieces.forEach(function (piece) {
      const from = Math.max(start, piece.start) - piece.start;
      const to = Math.min(end, piece.start + piece.node.length) - piece.start;
      // White space between the parts of a table or list is no word, and no place for an element.
      const between = piece.node.parentElement.matches("table, thead, tbody, tr, ul, ol, dl") && !piece.node.data.trim();
      if (from >= to || between) return;
      const range = document.createRange();
      range.setStart(piece.node, from);
      range.setEnd(piece.node, to);
      found.push(range);
    });
    return found;
  }

  function wrap(name, some) {
    const made = wrapped.get(name) || [];
    wrapped.set(name, made);
    some.slice().reverse().forEach(function (range) { // from the end, so that what comes before keeps its place
      const mark = document.createElement("mark");
      mark.className = name;
      try {
        range.surroundContents(mark);
        made.push(mark);
      } catch (error) { /* not within one text node: left unmarked */ }
    });
  }

  function paint(name, some) {
    if (!native) { wrap(name, some); return; }
    const own = CSS.highlights.get(name);
    if (own) some.forEach(function (range) { own.add(range); });
    else if (some.length) CSS.highlights.set(name, new Highlight(...some));
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

  return { words: words, ranges: ranges, paint: paint, clear: clear };
})();
