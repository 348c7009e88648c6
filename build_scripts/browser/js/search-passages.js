/* The passages: which document, part and text belongs to a number. The root tells the first two for all;
   texts come in chunks of a few passages (`search/p/…`), titles with `search/d/…`. */
(function () {
  "use strict";

  const PARTS = ["text", "note", "aside", "editorial"]; // in a document, in this order
  const SHELF = 100; // documents in a chunk of titles

  let table = null;

  /* {root, size, docOf: Uint32Array, partOf: Uint8Array}, of all passages. */
  async function all() {
    const root = await RRSearch.postings.root();
    if (table && table.root === root) return table;
    const size = Number(root.n) || 0;
    const docOf = new Uint32Array(size), partOf = new Uint8Array(size);
    root.first.forEach(function (first, doc) {
      let at = first;
      PARTS.forEach(function (_, part) {
        const end = at + (root.parts[doc * PARTS.length + part] || 0);
        docOf.fill(doc, at, end);
        partOf.fill(part, at, end);
        at = end;
      });
    });
    return table = { root: root, size: size, docOf: docOf, partOf: partOf };
  }

  /* {passage, doc, document: {id, title, short, page}, anchor, href, part, kind, language, section, line, text}.
     `href` is the address from the top of the site. */
  async function unit(passage) {
    const known = await all();
    const doc = known.docOf[passage];
    const together = Number(known.root.together) || 1;
    const name = "p/" + Math.floor(passage / together);
    const data = await RR.load(name);
    const row = data.units && data.units[passage % together];
    const own = data.documents && data.documents[doc];
    if (!row || !own) throw new Error("A part of the search index is damaged (search/" + name + ".js).");
    const anchor = String(row[0]);
    return {
      passage: passage, doc: doc,
      document: { id: own[0], title: own[1], short: own[2], page: own[3] },
      anchor: anchor, href: anchor.includes("#") ? anchor : own[3] + "#" + anchor,
      part: row[1], kind: row[2], language: row[3] || "", section: row[4] || "", line: row[5], text: String(row[6]),
    };
  }

  /* [id, title, short, year, kind, page] of a document by number. */
  async function document(doc) {
    const rows = await RR.load("d/" + Math.floor(doc / SHELF));
    const row = rows[doc % SHELF] || [];
    return { doc: doc, id: row[0], title: row[1], short: row[2], year: row[3], kind: row[4], page: row[5] };
  }

  /* The numbers of documents by their ids; unknown ids are left out. */
  async function numbers(ids) {
    const root = (await all()).root;
    const shelves = Math.ceil(root.first.length / SHELF);
    const found = [];
    for (let k = 0; k < shelves && found.length < ids.length; k++) {
      (await RR.load("d/" + k)).forEach(function (row, n) { if (ids.includes(row[0])) found.push(k * SHELF + n); });
    }
    return found;
  }

  RRSearch.passages = { PARTS: PARTS, all: all, unit: unit, document: document, numbers: numbers };
})();
