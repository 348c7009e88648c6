/* What a quotation is, against the archive. Passages are found through the index of the search.

     RRCheck.judge(text) → Promise of {verdict, places, …}
       verdict  "verbatim"   places: where it stands; `spread` over several paragraphs, `divided` words
                "omissions"  verbatim, with its omissions or insertions marked; places: of its parts
                "edited"     word for word so in the received file; the reading text differs here
                "altered"    places: [the nearest]; difference: what is other
                "stitched"   places: of its parts, which stand apart
                "absent"     not in the archive; near: a passage that has some of it, or null
                "short"      too few words to say anything but where they stand
     A place is {unit, text, start, end}: the passage, and where in its text. */
(function () {
  "use strict";

  const RARE = 14; // words by which passages are looked for
  const BEST = 16; // passages that are looked at, and their neighbours
  const LONG = 60; // words of a piece of a long quotation that is looked for by itself
  const SHORT = 3; // words below which a quotation says too little
  const RUN = 4; // words of a part that was taken from elsewhere
  const ALTERED = 0.5; // of its words stand together in one place: it is that place, altered
  const STITCHED = 0.8; // of its words come from several places
  const NEAR = 0.3;

  const received = new Map(); // document → {unit: text}

  /* Called by `check/<document>.js`: {unit: [hash, text as received, where it differs]}. */
  RRCheck.put = function (document, units) { received.set(document, units); };

  async function receivedOf(unit) {
    const id = unit.document.id;
    if (!received.has(id)) await Room.load("check/" + encodeURIComponent(id) + ".js").catch(function () { received.set(id, {}); });
    return (received.get(id) || {})[unit.anchor] || null;
  }

  async function listsOf(list) {
    const seen = new Set(list.map(function (item) { return item.word; }));
    const found = [];
    for (const word of seen) {
      const own = await RRSearch.postings.list(word).catch(function () { return RRSearch.postings.NONE; });
      if (own.size) found.push(own);
    }
    return found.sort(function (a, b) { return a.size - b.size; }).slice(0, RARE);
  }

  /* Numbers of the passages that have most of the rare words. */
  async function likely(list, table, many) {
    const weights = new Map();
    (await listsOf(list)).forEach(function (own) {
      const weight = Math.log(1 + table.size / own.size);
      own.ids.forEach(function (id) {
        if (RRSearch.passages.PARTS[table.partOf[id]] !== "editorial") weights.set(id, (weights.get(id) || 0) + weight);
      });
    });
    return Array.from(weights).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; }).slice(0, many)
      .map(function (pair) { return pair[0]; });
  }

  async function candidates(quoted, parts) {
    const table = await RRSearch.passages.all();
    const ids = new Set();
    const pieces = [quoted].concat(parts.length > 1 ? parts : []);
    for (let k = 0; quoted.length > LONG && k < quoted.length; k += LONG) pieces.push(quoted.slice(k, k + LONG));
    for (let k = 0; quoted.length >= 4 * RUN && k < 2; k++) {
      pieces.push(quoted.slice(k ? quoted.length >> 1 : 0, k ? undefined : quoted.length >> 1));
    }
    for (const piece of pieces) (await likely(piece, table, piece === quoted ? BEST : BEST / 2)).forEach(function (id) { ids.add(id); });
    Array.from(ids).forEach(function (id) {
      [id - 1, id + 1].forEach(function (next) {
        if (table.docOf[next] === table.docOf[id] && table.partOf[next] === table.partOf[id]) ids.add(next);
      });
    });
    const units = [];
    for (const id of Array.from(ids).sort(function (a, b) { return a - b; })) {
      const unit = await RRSearch.passages.unit(id).catch(function () { return null; });
      if (unit) units.push({ units: [unit], text: unit.text, words: RRCheck.words(unit.text), offsets: [0] });
    }
    return units;
  }

  /* Neighbours put together, so that a quotation may go from one paragraph into the next. */
  function chains(single) {
    const found = [];
    single.forEach(function (own) {
      const last = found[found.length - 1], unit = own.units[0];
      const before = last && last.units[last.units.length - 1];
      if (before && before.passage + 1 === unit.passage && before.doc === unit.doc && before.part === unit.part) {
        const at = last.text.length + 1;
        last.text += "\n" + own.text;
        last.words = last.words.concat(own.words.map(function (item) {
          return { word: item.word, start: item.start + at, end: item.end + at };
        }));
        last.units.push(unit);
        last.offsets.push(at);
      } else found.push({ units: [unit], text: own.text, words: own.words, offsets: [0] });
    });
    return found;
  }

  function place(sequence, from, to) {
    const start = sequence.words[from].start, end = sequence.words[to].end;
    let k = sequence.offsets.length - 1;
    while (sequence.offsets[k] > start) k--;
    const unit = sequence.units[k];
    return {
      unit: unit, text: sequence.text, start: start, end: end,
      spread: end > sequence.offsets[k] + unit.text.length, passage: unit.passage,
    };
  }

  function places(quoted, sequences) {
    const found = [];
    sequences.forEach(function (sequence) {
      RRCheck.whole(quoted, sequence).forEach(function (at) {
        found.push(Object.assign(place(sequence, at.from, at.to), { divided: at.divided, sequence: sequence, from: at.from }));
      });
    });
    return found;
  }

  /* Every part somewhere: in order in one stretch of text, in one document, or apart. */
  function together(parts, sequences) {
    const all = parts.map(function (part) { return places(part, sequences); });
    if (all.some(function (found) { return !found.length; })) return null;
    for (const first of all[0]) {
      const row = [first];
      for (const found of all.slice(1)) {
        const last = row[row.length - 1];
        const next = found.find(function (one) {
          return one.unit.doc === first.unit.doc && (one.sequence === last.sequence ? one.from > last.from : one.passage > last.passage);
        });
        if (!next) break;
        row.push(next);
      }
      if (row.length === parts.length) return { verdict: "omissions", places: row };
    }
    const long = parts.some(function (part) { return part.length >= RUN; });
    return long ? { verdict: "stitched", places: all.map(function (found) { return found[0]; }) } : null;
  }

  async function edited(quoted, single) {
    for (const own of single) {
      const known = await receivedOf(own.units[0]);
      if (!known || !known[1]) continue;
      const sequence = { words: RRCheck.words(known[1]), text: known[1] };
      const at = RRCheck.whole(quoted, sequence)[0];
      if (!at) continue;
      return {
        verdict: "edited", places: [{ unit: own.units[0], text: own.text, start: 0, end: own.text.length }],
        received: known[1].slice(sequence.words[at.from].start, sequence.words[at.to].end),
      };
    }
    return null;
  }

  function nearest(quoted, sequences) {
    let best = null;
    sequences.forEach(function (sequence) {
      const within = RRCheck.stretch(quoted, sequence);
      if (within && (!best || within.held > best.within.held)) best = { sequence: sequence, within: within };
    });
    return best;
  }

  /* Taken from several places: the longest common stretches of all passages together. */
  function stitched(quoted, sequences) {
    const taken = quoted.map(function () { return false; });
    const found = [];
    for (let round = 0; round < 12; round++) {
      let best = null;
      sequences.forEach(function (sequence) {
        const run = RRCheck.runs(quoted, sequence, RUN, taken.slice())[0];
        if (run && (!best || run.size > best.run.size)) best = { sequence: sequence, run: run };
      });
      if (!best) break;
      taken.fill(true, best.run.at, best.run.at + best.run.size);
      found.push(best);
    }
    found.sort(function (a, b) { return a.run.at - b.run.at; });
    const held = found.reduce(function (sum, one) { return sum + one.run.size; }, 0);
    return {
      held: held,
      places: found.map(function (one) { return place(one.sequence, one.run.there, one.run.there + one.run.size - 1); }),
      apart: new Set(found.map(function (one) { return one.sequence; })).size > 1,
    };
  }

  async function judge(text) {
    const cut = RRCheck.cut(text);
    const quoted = RRCheck.words(text), even = RRCheck.words(cut.text);
    if (!quoted.length) return { verdict: "short", places: [] };
    const parts = cut.parts.map(RRCheck.words);
    const single = await candidates(quoted, parts);
    const sequences = chains(single);
    const found = places(quoted, sequences);
    const same = found.length ? found : places(even, sequences);
    if (quoted.length < SHORT) return { verdict: "short", places: same };
    if (same.length) {
      return {
        verdict: "verbatim", places: same, changed: !found.length,
        spread: same[0].spread, divided: same.every(function (one) { return one.divided; }),
      };
    }
    const received = await edited(quoted, single);
    if (received) return received;
    const joined = parts.length > 1 || cut.text !== text ? together(parts, sequences) : null;
    if (joined) return joined;
    const near = nearest(quoted, sequences);
    const share = near ? near.within.held / quoted.length : 0;
    const mixed = stitched(quoted, sequences);
    if (mixed.apart && mixed.held / quoted.length >= STITCHED && mixed.held > near.within.held + RUN) {
      return { verdict: "stitched", places: mixed.places };
    }
    if (share >= ALTERED) {
      const at = place(near.sequence, near.within.from, near.within.to);
      return {
        verdict: "altered", places: [at], quoted: quoted,
        source: near.sequence, difference: RRCheck.difference(quoted, near.sequence, near.within),
      };
    }
    return { verdict: "absent", places: [], near: share >= NEAR ? place(near.sequence, near.within.from, near.within.to) : null };
  }

  RRCheck.judge = judge;
  RRCheck.received = receivedOf;
})();
