/* Highlights and own notes, kept in this browser and nowhere else: W3C Web Annotations, by document.

     RoomStore.of(document) → [annotation]        RoomStore.all() → [annotation], by document, in order of the text
     RoomStore.put(annotation), RoomStore.remove(annotation) → whether the browser has kept it
     RoomStore.made(targets, note) → annotation   RoomStore.note(annotation) → its words, or ""
     RoomStore.merge([annotation]) → {added, newer, same, kept}
     RoomStore.name(line) → "line 64", "note 7"
     RoomStore.where(target) → {document, title, unit, line, exact, prefix, suffix, start, end, hash} */
var RoomStore = (function () {
  "use strict";

  const INDEX = "marked"; // ids of the documents that bear marks

  function of(id) {
    const kept = Room.get("marks:" + id, []);
    return Array.isArray(kept) ? kept : [];
  }

  function documents() {
    const kept = Room.get(INDEX, []);
    return Array.isArray(kept) ? kept : [];
  }

  function keep(id, annotations) {
    const others = documents().filter(function (other) { return other !== id; });
    return Room.set("marks:" + id, annotations.length ? annotations : null) &&
      Room.set(INDEX, annotations.length ? others.concat(id).sort() : others);
  }

  function where(target) {
    const selector = target.selector, parts = selector.refinedBy;
    return {
      document: target["room:document"], title: target["room:title"], hash: target["room:hash"],
      unit: selector.value, line: target["room:line"] || selector.value,
      exact: parts[0].exact, prefix: parts[0].prefix, suffix: parts[0].suffix, start: parts[1].start, end: parts[1].end,
    };
  }

  function target(place) {
    return {
      type: "SpecificResource",
      source: "documents/" + encodeURIComponent(place.document) + ".html",
      selector: {
        type: "FragmentSelector", value: place.unit,
        refinedBy: [
          { type: "TextQuoteSelector", exact: place.exact, prefix: place.prefix, suffix: place.suffix },
          { type: "TextPositionSelector", start: place.start, end: place.end },
        ],
      },
      "room:document": place.document, "room:title": place.title, "room:line": place.line, "room:hash": place.hash,
    };
  }

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64; // RFC 9562, version 4
    bytes[8] = (bytes[8] & 63) | 128;
    return "urn:uuid:" + Array.from(bytes, function (byte, i) {
      return ([4, 6, 8, 10].includes(i) ? "-" : "") + byte.toString(16).padStart(2, "0");
    }).join("");
  }

  function withNote(annotation, words) {
    const changed = Object.assign({}, annotation);
    delete changed.body;
    changed.motivation = words ? "commenting" : "highlighting";
    if (words) changed.body = { type: "TextualBody", value: words, format: "text/plain", purpose: "commenting" };
    return changed;
  }

  function made(places, words) {
    const one = { id: uuid(), type: "Annotation", created: new Date().toISOString(), target: places.map(target) };
    return withNote(one, words);
  }

  function note(annotation) { return annotation.body ? annotation.body.value : ""; }

  function documentOf(annotation) { return annotation.target[0]["room:document"]; }

  function put(annotation) {
    const id = documentOf(annotation), some = of(id);
    const at = some.findIndex(function (one) { return one.id === annotation.id; });
    if (at < 0) some.push(annotation); else some[at] = annotation;
    return keep(id, some);
  }

  function remove(annotation) {
    const id = documentOf(annotation);
    return keep(id, of(id).filter(function (one) { return one.id !== annotation.id; }));
  }

  /* Lines in the order of the text, notes after them. */
  function order(annotation) {
    const place = where(annotation.target[0]), match = /^(l|fn)(\d*)(.*)$/.exec(place.unit) || ["", "l", "", ""];
    return [match[1] === "l" ? 0 : 1, Number(match[2]) || 0, match[3], place.start];
  }

  function sorted(annotations) {
    return annotations.map(function (one) { return [order(one), one]; }).sort(function (a, b) {
      for (let i = 0; i < 4; i++) if (a[0][i] !== b[0][i]) return a[0][i] < b[0][i] ? -1 : 1;
      return 0;
    }).map(function (pair) { return pair[1]; });
  }

  function all() {
    return documents().reduce(function (some, id) { return some.concat(sorted(of(id))); }, []);
  }

  function content(annotation) {
    return JSON.stringify([note(annotation), annotation.target.map(function (one) {
      const place = where(one);
      return [place.document, place.unit, place.exact, place.start];
    })]);
  }

  function changed(annotation) { return annotation.modified || annotation.created || ""; }

  /* What is here already is not added again; of two states of one mark the newer stays. */
  function merge(annotations) {
    const result = { added: 0, newer: 0, same: 0, kept: true };
    const byDocument = new Map();
    annotations.forEach(function (one) {
      const id = documentOf(one);
      if (!byDocument.has(id)) byDocument.set(id, of(id));
      const some = byDocument.get(id);
      const named = some.findIndex(function (other) { return other.id === one.id; });
      if (some.some(function (other) { return content(other) === content(one); })) result.same++;
      else if (named < 0) { some.push(one); result.added++; }
      else if (changed(one) > changed(some[named])) { some[named] = one; result.newer++; }
      else result.same++;
    });
    byDocument.forEach(function (some, id) { if (result.kept) result.kept = keep(id, some); });
    return result;
  }

  function name(id) {
    const match = /^l(\d+)([a-z]*)$/.exec(id);
    if (match) return "line " + match[1] + (match[2] ? ", " + match[2] : "");
    return id.startsWith("fn") ? "note " + id.slice(2) : id;
  }

  return {
    of: of, all: all, documents: documents, sorted: sorted, put: put, remove: remove, made: made, note: note,
    withNote: withNote, where: where, target: target, merge: merge, documentOf: documentOf,
    name: name,
  };
})();
