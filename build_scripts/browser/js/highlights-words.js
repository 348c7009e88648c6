/* The words of a paragraph or note as the source has them (what the edition shows beside them is left out, and
   white space counts as one space), where they stand on the page, and marks on them (js/paint.js).

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
  const AROUND = 32; // characters of prefix and suffix

  function isUnit(element) { return UNIT.test(element.id) && !/^(A|SPAN)$/.test(element.nodeName); }

  function read(unit) {
    const found = RoomPaint.words([unit], function (node) { return node.matches(ADDED) || isUnit(node); });
    return folded(found.pieces, found.text);
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
      return RoomPaint.ranges(pieces, rawOf[start], rawOf[end - 1] + 1);
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

  return { read: read, chosen: chosen, quote: quote, line: line, paint: RoomPaint.paint, clear: RoomPaint.clear };
})();
