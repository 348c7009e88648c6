/* Posting lists: where each term of the index stands. A list is a string of numbers in base 64, five bits
   a digit, the lowest first, the sixth bit set when another digit follows (as in source maps). For every
   passage: distance from the passage before; twice the impact (1-15), and one more when there is not exactly
   one position; then the count of positions, if it is not one; distances of the positions. A list that begins with a full stop has no positions: only the first two numbers of each passage.

   Lists are found through the root (`root.shards.terms`: the first term of each shard) and read when
   needed; positions only of the passages that are looked at closely. */
var RRSearch = (function () {
  "use strict";

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Uint8Array(128);
  for (let k = 0; k < 64; k++) VALUES[DIGITS.charCodeAt(k)] = k;

  const BARE = "."; // stands before a list without positions

  const KEPT = 200; // read lists that are remembered

  const NONE = { size: 0, ids: new Int32Array(0), impacts: new Uint8Array(0), at: new Int32Array(0), text: "" };

  /* {size, ids, impacts, at, text}: `at` is where in `text` the count and the positions of each passage begin
     (negative when there is one position); a list without positions has no `text`. */
  function decode(text) {
    const bare = text[0] === BARE, length = text.length;
    const room = length / 2 + 1 | 0;
    const ids = new Int32Array(room), impacts = new Uint8Array(room), at = new Int32Array(bare ? 0 : room);
    let cursor = bare ? 1 : 0, size = 0, id = 0;
    function next() {
      let value = 0, shift = 0, digit;
      do {
        digit = VALUES[text.charCodeAt(cursor++) & 127];
        value |= (digit & 31) << shift;
        shift += 5;
      } while (digit & 32 && cursor < length);
      return value;
    }
    while (cursor < length) {
      id += next();
      ids[size] = id;
      const strength = next();
      impacts[size] = strength >> 1;
      if (!bare) {
        at[size] = strength & 1 ? cursor : -cursor; // less than 0: one position, and no count
        let count = strength & 1 ? next() : 1;
        while (count > 0 && cursor < length) if (!(VALUES[text.charCodeAt(cursor++) & 127] & 32)) count--;
      }
      size++;
    }
    return {
      size: size, ids: ids.subarray(0, size), impacts: impacts.subarray(0, size), at: at.subarray(0, size),
      text: bare ? "" : text,
    };
  }

  /* A list of passage numbers only (`facets/`). */
  function decodeIds(text) {
    const ids = [];
    let cursor = 0, id = 0;
    while (cursor < text.length) {
      let value = 0, shift = 0, digit;
      do {
        digit = VALUES[text.charCodeAt(cursor++) & 127];
        value |= (digit & 31) << shift;
        shift += 5;
      } while (digit & 32 && cursor < text.length);
      ids.push(id += value);
    }
    return ids;
  }

  /* The positions in the k-th passage of a list; none where the index leaves them out. */
  function positionsAt(list, k) {
    if (list.pieces) {
      let piece = 0;
      while (k >= list.pieces[piece].size) k -= list.pieces[piece++].size;
      list = list.pieces[piece];
    }
    const found = [];
    if (!list.text) return found;
    let cursor = Math.abs(list.at[k]), count = list.at[k] < 0 ? 1 : -1, position = 0;
    while (count && cursor < list.text.length) {
      let value = 0, shift = 0, digit;
      do {
        digit = VALUES[list.text.charCodeAt(cursor++) & 127];
        value |= (digit & 31) << shift;
        shift += 5;
      } while (digit & 32 && cursor < list.text.length);
      if (count < 0) count = value;
      else { found.push(position += value); count--; }
    }
    return found;
  }

  /* Where passage `id` is in the list, or -1. */
  function find(list, id) {
    let low = 0, high = list.size - 1;
    while (low <= high) {
      const middle = (low + high) >> 1, there = list.ids[middle];
      if (there === id) return middle;
      if (there < id) low = middle + 1; else high = middle - 1;
    }
    return -1;
  }

  function positions(list, id) {
    const k = find(list, id);
    return k < 0 ? [] : positionsAt(list, k);
  }

  function concatenated(pieces) {
    const size = pieces.reduce(function (sum, piece) { return sum + piece.size; }, 0);
    const whole = { size: size, ids: new Int32Array(size), impacts: new Uint8Array(size), pieces: pieces };
    let from = 0;
    pieces.forEach(function (piece) {
      whole.ids.set(piece.ids, from);
      whole.impacts.set(piece.impacts, from);
      from += piece.size;
    });
    return whole;
  }

  // Terms

  let rootPromise = null;
  let kept = new Map();

  function root() {
    if (!rootPromise) {
      rootPromise = RR.load("root").then(function (data) {
        if (!Array.isArray(data.first) || !data.shards || !Array.isArray(data.shards.terms)) {
          throw new Error("The search index is damaged (search/root.js).");
        }
        RR.version = String(data.v || "");
        return data;
      });
      rootPromise.catch(function () { rootPromise = null; });
    }
    return rootPromise;
  }

  /* The last shard whose first term is not behind the term; -1 when there is none. */
  function shardOf(firsts, term) {
    let low = 0, high = firsts.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= term) low = middle + 1; else high = middle - 1;
    }
    return high;
  }

  /* Where a term is or would be in a sorted list. */
  function placeOf(terms, term) {
    let low = 0, high = terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (terms[middle] < term) low = middle + 1; else high = middle;
    }
    return low;
  }

  function shard(number) {
    return RR.load("t/" + number).then(function (data) {
      if (!Array.isArray(data.terms) || !Array.isArray(data.post)) {
        throw new Error("A part of the search index is damaged (search/t/" + number + ".js).");
      }
      return data;
    });
  }

  /* What the index has for a term: its entry, or "" when it has none. */
  async function entry(term) {
    const data = await root();
    const number = shardOf(data.shards.terms, term);
    if (number < 0) return "";
    const own = await shard(number);
    const at = placeOf(own.terms, term);
    return own.terms[at] === term ? String(own.post[at]) : "";
  }

  async function read(term) {
    const found = await entry(term);
    if (!found) return NONE;
    if (found[0] === "=") return list(found.slice(1)); // the list of that word
    if (!/^\.?@/.test(found)) return decode(found);
    const cut = found.slice(found.indexOf("@") + 1).split(":");
    const names = Array.from({ length: Math.min(Number(cut[0]) || 0, 1000) }, function (_, k) {
      return "t/" + cut[1] + "-" + k;
    });
    const files = await Promise.all(names.map(function (name) { return RR.load(name); }));
    return concatenated(files.map(function (file) { return decode(String(file.post)); }));
  }

  /* A promise of the list of a term; of an unknown term, an empty one. */
  function list(term) {
    let promise = kept.get(term);
    if (promise) return promise;
    promise = read(term);
    promise.catch(function () { kept.delete(term); });
    if (kept.size >= KEPT) kept = new Map(Array.from(kept).slice(KEPT / 2));
    kept.set(term, promise);
    return promise;
  }

  /* The list of a stem `s~`: without an entry of its own it is that of the word `s`. */
  async function stemList(term) {
    const found = await list(term);
    return found.size ? found : list(term.slice(0, -1));
  }

  /* Whether a term is so frequent that the index does not say where in a passage it stands. */
  async function bare(term) {
    return (await entry(term))[0] === BARE;
  }

  /* The words that begin so, at most `limit`, from at most `shards` shards. */
  async function beginning(prefix, limit, shards) {
    const data = await root();
    const firsts = data.shards.terms, found = [];
    let complete = true;
    const begin = Math.max(0, shardOf(firsts, prefix));
    for (let number = begin; number < firsts.length; number++) {
      if (number > begin && firsts[number].slice(0, prefix.length) > prefix) break;
      if (number - begin >= shards) { complete = false; break; }
      const terms = (await shard(number)).terms;
      for (let at = placeOf(terms, prefix); at < terms.length && terms[at].startsWith(prefix); at++) {
        if (/[~=:]/.test(terms[at])) continue; // stems, spellings and names are no words
        if (found.length >= limit) return { terms: found, complete: false };
        found.push(terms[at]);
      }
    }
    return { terms: found, complete: complete };
  }

  return {
    postings: {
      NONE: NONE, decode: decode, decodeIds: decodeIds, positions: positions, find: find, root: root, list: list,
      stemList: stemList, bare: bare, beginning: beginning, placeOf: placeOf, shardOf: shardOf,
    },
  };
})();
