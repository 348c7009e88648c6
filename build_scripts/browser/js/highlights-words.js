/* The words of a paragraph or note as the source has them (what the edition shows beside them is left out, and
   white space counts as one space), where they stand on the page, and ways to mark them that leave links,
   notes and the marks of the search as they are.

     RoomWords.read(unit) → {text, hash, ranges(start, end) → [Range], offset(node, offset)}
     RoomWords.chosen(range) → [{unit, start, end, text, hash, line}], one for each paragraph of a selection
     RoomWords.quote(read, start, end) → {exact, prefix, suffix}     W3C TextQuoteSelector
     RoomWords.line(unit, node, offset) → id of the line that holds a place: l64
     RoomWords.paint(name, ranges), RoomWords.clear(name) */
var RoomWords = (function () {
  "use strict";

  const ADDED = "a.ln, .noteref, sup.ed, .note-back, .note-label, .ed-label, .connections, .cited, aside, button, " +
    ".hidden-label, script, style, [data-added]";
  const UNIT = /^(l[0-9]+[a-z]*|fn(?!ref-).*)$/;
  const BREAKS = /^(P|LI|TR|TD|TH|BR|DIV|BLOCKQUOTE|H[1-6]|DT|DD|OL|UL|TABLE|PRE)$/;
  const AROUND = 32; // characters of prefix and suffix
  const native = typeof Highlight === "function" && typeof CSS !== "undefined" && Boolean(CSS.highlights);
  const wrapped = new Map(); // name → mark elements

  function isUnit(element) { return UNIT.test(element.id) && !/^(A|SPAN)$/.test(element.nodeName); }

  function read(unit) {
    const pieces = []; // {node, start}: where the data of a text node begin in `raw`
    let raw = "";
    const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
      acceptNode: function (node) {
        const out = node.nodeType === 1 && (node.matches(ADDED) || isUnit(node));
        return out ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
      },
    });
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === 1) {
        if (BREAKS.test(node.nodeName)) raw += " ";
      } else if (node.length) {
        pieces.push({ node: node, start: raw.length });
        raw += node.data;
      }
    }
    return folded(pieces, raw);
  }

  /* `rawOf[i]`: place in `raw` of character i of the text; its last member is the end. */
  function folded(pieces, raw) {
    const rawOf = [];
    let text = "";
    for (let i = 0; i < raw.length; i++) {
      const space = /\s/.test(raw[i]);
      if (space && (!text || text.endsWith(" "))) continue;
      rawOf.push(i);
      text += space ? " " : raw[i];
    }
    if (text.endsWith(" ")) { text = text.slice(0, -1); rawOf.pop(); }
    rawOf.push(text ? rawOf[rawOf.length - 1] + 1 : 0);

    function ranges(start, end) {
      if (!(start >= 0 && start < end && end <= text.length)) return [];
      return rangesOf(pieces, rawOf[start], rawOf[end - 1] + 1);
    }

    function offset(node, at) {
      const place = rawPlace(pieces, node, at);
      let low = 0, high = text.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rawOf[middle] < place) low = middle + 1; else high = middle;
      }
      return low;
    }
    return { text: text, hash: hash(text), ranges: ranges, offset: offset };
  }

  function rangesOf(pieces, from, to) {
    const found = [];
    pieces.forEach(function (piece) {
      const start = Math.max(from, piece.start) - piece.start;
      const end = Math.min(to, piece.start + piece.node.length) - piece.start;
      // White space between the parts of a table or list is no word, and no place for an element.
      const between = piece.node.parentElement.matches("table, thead, tbody, tr, ul, ol, dl") && !piece.node.data.trim();
      if (start >= end || between) return;
      const range = document.createRange();
      range.setStart(piece.node, start);
      range.setEnd(piece.node, end);
      found.push(range);
    });
    return found;
  }

  function rawPlace(pieces, node, at) {
    const point = document.createRange();
    point.setStart(node, at);
    let place = 0;
    for (const piece of pieces) {
      if (piece.node === node) return piece.start + at;
      if (point.comparePoint(piece.node, 0) >= 0) return piece.start;
      place = piece.start + piece.node.length;
    }
    return place;
  }

  /* 53 bits (cyrb53, public domain): tells whether a text has changed, and guards nothing. */
  function hash(text) {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16);
  }

  function chosen(range) {
    if (range.nodeType) { // a whole paragraph
      const whole = read(range);
      return whole.text ? [{ unit: range, start: 0, end: whole.text.length, text: whole.text, hash: whole.hash, line: range.id }] : [];
    }
    const found = [];
    document.querySelectorAll(".document [id]").forEach(function (unit) {
      if (!isUnit(unit) || !range.intersectsNode(unit)) return;
      const words = read(unit);
      let start = words.offset(range.startContainer, range.startOffset);
      let end = words.offset(range.endContainer, range.endOffset);
      if (words.text[start] === " ") start++;
      if (words.text[end - 1] === " ") end--;
      if (start >= end) return;
      const first = words.ranges(start, end)[0];
      const at = first ? line(unit, first.startContainer, first.startOffset) : unit.id;
      found.push({ unit: unit, start: start, end: end, text: words.text, hash: words.hash, line: at });
    });
    return found;
  }

  function line(unit, node, offset) {
    const point = document.createRange();
    point.setStart(node, offset);
    let found = unit.id;
    unit.querySelectorAll("a[id], span[id]").forEach(function (anchor) {
      if (/^l\d+[a-z]*$/.test(anchor.id) && point.comparePoint(anchor, 0) <= 0) found = anchor.id;
    });
    return found;
  }

  function quote(text, start, end) {
    return {
      exact: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - AROUND), start),
      suffix: text.slice(end, end + AROUND),
    };
  }

  function wrap(name, ranges) {
    const made = wrapped.get(name) || [];
    wrapped.set(name, made);
    ranges.slice().reverse().forEach(function (range) { // from the end, so that what comes before keeps its place
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
    else if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
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

  return { read: read, chosen: chosen, quote: quote, line: line, paint: paint, clear: clear, native: native };
})();
