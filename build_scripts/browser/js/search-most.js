/* Passages that have most of the words where none has all.

     RRSearch.topLevel(node)   what a query asks for, apart: [node]
     RRSearch.most(items, node, inside, enough, state) → promise of {row, all, share}
       enough: most.answers (what answers a question), most.nearly (nearly as good as the best), most.ofWhole */
(function () {
  "use strict";

  const MANY = 10; // passages that answer a question, at least
  const MOST_OF = 0.7; // of the weight of the best partial match: what is shown beside it
  const ANSWERS = 0.6; // of the weight of a question's words: what answers it; or else the best ten

  const match = RRSearch.match;

  function topLevel(node) { return !node ? [] : node.type === "and" ? node.items : [node]; }

  /* Passages that have most of what is wanted: their row, whether one has all, and the share that the best one
     has. `enough` says from the best weight, the weight of all and that of every passage what is let in. */
  async function most(items, node, inside, enough, state) {
    const size = state.size;
    const rows = await Promise.all(items.map(function (item) { return match.loosened(item, state); }));
    const present = rows.filter(function (own) { return own.count; });
    const weigh = function (sum, own) { return sum + own.rare; };
    const whole = present.reduce(weigh, 0);
    const nots = topLevel(node).filter(function (item) { return item.type === "not"; }).map(function (item) {
      return match.values(item, size).row;
    });
    const row = new Float32Array(size), covered = new Float32Array(size);
    let best = 0, all = false;
    for (let id = 0; id < size; id++) {
      if (!inside[id] || nots.some(function (own) { return !own[id]; })) continue;
      let count = 0;
      present.forEach(function (own) {
        if (!own.row[id]) return;
        covered[id] += own.rare;
        row[id] += own.row[id];
        count++;
      });
      best = Math.max(best, covered[id]);
      all = all || count === items.length;
    }
    const least = Math.max(1e-6, enough(best, whole, covered) - 1e-4);
    for (let id = 0; id < size; id++) {
      if (!covered[id]) continue;
      row[id] = covered[id] >= least ? row[id] * Math.pow(covered[id] / whole, 2) : 0;
    }
    // What is nowhere weighs too: one word of five is not most of them.
    return { row: row, all: all, share: best / Math.max(1e-6, rows.reduce(weigh, 0)) };
  }

  /* What answers a question. */
  most.answers = function (best, whole, covered) {
    const ten = covered.slice().sort()[covered.length - MANY] || 0;
    return Math.min(ten, whole * ANSWERS);
  };

  /* What is nearly as good as the best. */
  most.nearly = function (best) { return best * MOST_OF; };

  /* What has most of all the words. */
  most.ofWhole = function (best, whole) { return whole * MOST_OF; };

  RRSearch.topLevel = topLevel;
  RRSearch.most = most;
})();
