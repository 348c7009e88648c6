/* The search: a query in, passages out. It knows nothing of the page that shows them.

     RRSearch.query(text, options) → Promise of a result; null when it was called off
       options: exact    only the words as they are typed: no endings, no names
                typing   the last word may still be growing
                filters  {kind: [values]}, see search-filters.js
                limit    how many results (10), offset  from which on (0)
                token    {cancelled: false}; set it to true to call a stale query off
       result:  total    passages that match under the filters; `about` true when it is not exact
                results  [{passage, score, missing, hits, snippet, href, document, anchor, part, kind,
                         language, section, line, text}]; `hits` are [start, end] in `text`
                partial  true when no passage has all the words: these have most, `missing` says what not
                also     [{id, label, kind, page, typed, forms, more}]: names that stand for what was typed,
                         and how many of the passages have only another form
                didYouMean  {text, words: [{from, to}]} or null
                near     {kind: "corrected" | "outside" | "partial", text, total, results} or null
                outside  passages that match, but not under the filters
                notes    [{kind, text}] for the reader; problems [text]: parts of the index that are missing
     RRSearch.page(result, offset, limit, {document}) → Promise of further results, if wanted of one document
     RRSearch.facets(result, kind)          see search-filters.js
     RRSearch.warm()  loads what the first query needs; a promise
     RRSearch.marker(text, options) → Promise of a function (text, language, passage) → [[start, end]] for
         marking the words of a query in a page; `passage` is optional

   A promise is rejected only when there is no index at all; the message can be shown. */
(function () {
  "use strict";

  const MANY = 10; // results at a time
  const FEW = 5; // so few matches are followed by what is near
  const ROUNDS = 6; // how often results are filled up for those that were only supposed to match
  const HALF = 0.5; // of the weight of all words: with less a passage is only near

  const match = RRSearch.match, most = RRSearch.most, topLevel = RRSearch.topLevel;

  function cancelled(options) { return Boolean(options.token && options.token.cancelled); }

    /* What must be there, apart: of a phrase or code that is nowhere, its words. */
  async function wants(node, state) {
    const found = [];
    for (const item of topLevel(node)) {
      if (item.type === "not" || item.required === false) continue;
      const phrases = (item.items || [item]).filter(function (one) { return one.type === "phrase"; });
      const inner = item.type === "and" ? await wants(item, state) : null;
      if (inner) found.push.apply(found, inner);
      else if (match.values(item, state.size).count || !phrases.length || !phrases[0].loose.length) found.push(item);
      else {
        const words = phrases[0].loose.filter(function (word) { return !word.optional && word.word.length > 1; });
        for (const word of words) await match.prepare(word, state);
        found.push.apply(found, words);
      }
    }
    return found;
  }

  function positive(node, type) {
    if (!node || node.type === "not") return [];
    const inner = node.type === "name" ? [node.item] : node.items || [];
    return inner.reduce(function (found, item) { return found.concat(positive(item, type)); }, node.type === type ? [node] : []);
  }

  /* Words of letters that are nowhere. */
  async function unknown(node, state) {
    let words = positive(node, "word");
    for (const phrase of positive(node, "phrase")) {
      if (!phrase.strict || match.values(phrase, state.size).count) continue;
      for (const word of phrase.loose) { await match.prepare(word, state); words = words.concat(word); }
    }
    return words.filter(function (word) {
      return word.kind === "letters" && !word.optional && !match.values(word, state.size).count;
    });
  }

  function bare(form) {
    return RRWords.tokens(form, "").map(function (token) { return token.forms[0]; }).join("");
  }

  function alsoOf(node, row, inside, size) {
    const found = [];
    positive(node, "name").forEach(function (name) {
      if (name.required === false) return;
      const words = match.values(name.item, size).row;
      name.entities.forEach(function (entity, k) {
        if (found.some(function (own) { return own.id === entity.id; })) return;
        const list = name.lists[k].list;
        let more = 0;
        for (let n = 0; n < list.size; n++) {
          const id = list.ids[n];
          if (row[id] && inside[id] && !words[id]) more++;
        }
        const typed = bare(name.label);
        const forms = [entity.label].concat(entity.forms).filter(function (form, n, all) {
          return all.indexOf(form) === n && bare(form) !== typed;
        });
        if (!forms.length && !more) return;
        found.push({ id: entity.id, label: entity.label, kind: entity.kind, page: entity.page, typed: name.label, forms: forms, more: more });
      });
    });
    return found;
  }

  /* One result as it is shown. */
  async function shown(result, ranked) {
    const unit = await RRSearch.passages.unit(ranked.id);
    const items = RRSearch.hits.leaves(result.node);
    if (result.about && !RRSearch.hits.holds(result.node, unit)) return null; // a phrase only supposed
    const marks = RRSearch.hits.marks(result.node, unit.text, unit.language, ranked.id);
    const rares = items.map(function (item) { return match.values(item, result.row.length).rare; });
    unit.score = ranked.score;
    unit.hits = marks.map(function (mark) { return [mark.start, mark.end]; });
    unit.snippet = RRSearch.hits.snippet(unit.text, marks, rares);
    unit.missing = result.wants.filter(function (item) { return !(item.looser || match.values(item, result.row.length)).row[ranked.id]; })
      .map(function (item) { return item.label || (item.items && item.items[0].label) || ""; });
    return unit;
  }

  /* Ranked passages as results; a chunk that is missing costs its own results only. What was supposed to match
     and does not is taken out of the ranking, and what comes next is shown. */
  async function page(result, offset, limit, options) {
    if (!result.ranked) return [];
    let fits = null;
    if (options && options.document) {
      const table = await RRSearch.passages.all();
      const numbers = await RRSearch.passages.numbers([options.document]);
      fits = function (id) { return table.docOf[id] === numbers[0]; };
    }
    for (let round = 1; ; round++) {
      const gone = [];
      const rows = await Promise.all(RRSearch.stretch(result.ranked, offset, limit, fits).map(async function (item) {
        try {
          const unit = await shown(result, item);
          if (!unit) gone.push(item.id);
          return unit;
        } catch (error) {
          if (!result.problems.includes(error.message)) result.problems.push(error.message);
          return null;
        }
      }));
      if (gone.length) {
        RRSearch.forget(result.ranked, gone);
        result.total = result.ranked.total;
      }
      if (!gone.length || round >= ROUNDS) return rows.filter(Boolean);
    }
  }

  function empty(text, options) {
    return {
      query: String(text), exact: Boolean(options.exact), filters: options.filters || {}, total: 0, about: false, results: [],
      partial: false, also: [], didYouMean: null, near: null, outside: 0, notes: [], problems: [],
      node: null, row: null, ranked: null, wants: [],
    };
  }

  async function rankInto(result, row, inside, table) {
    result.row = row;
    result.ranked = await RRSearch.rank(result.node, row, inside, table);
    result.total = result.ranked.total;
  }

  /* What else may help: the corrected query, what the filters keep out, what has most of the words. */
  async function nearby(result, state, options, inside, table) {
    async function near(kind, text, row, allowed) {
      const ranked = await RRSearch.rank(result.node, row, allowed, table);
      if (!ranked.total) return null;
      return { kind: kind, text: text, total: ranked.total, results: await page(Object.assign({}, result, { ranked: ranked }), 0, FEW) };
    }
    if (!result.total || result.partial) {
      if (result.didYouMean && !options.corrected) {
        const other = await query(result.didYouMean.text, Object.assign({}, options, { corrected: true, typing: false, limit: FEW, offset: 0 }));
        if (other && other.total && !other.partial) {
          return { kind: "corrected", text: "Passages for " + other.query, total: other.total, results: other.results };
        }
        if (other && !other.total && !other.outside) result.didYouMean = null; // leads nowhere
      }
      if (result.outside && !result.total) {
        return near("outside", "Outside the filters", result.row, new Uint8Array(state.size).fill(1));
      }
      return result.some ? near("partial", "These have some of the words", result.some, inside) : null;
    }
    if (result.total >= FEW || result.wants.length < 2) return null;
    const others = (await most(result.wants, result.node, inside, most.ofWhole, state)).row;
    for (let id = 0; id < state.size; id++) if (result.row[id]) others[id] = 0;
    return near("partial", "These have most of the words", others, inside);
  }

  async function query(text, given) {
    const options = given || {};
    const result = empty(text, options);
    const plan = await RRSearch.plan(result.query, options);
    if (cancelled(options)) return null;
    result.notes = plan.notes;
    const items = topLevel(plan.node);
    if (!items.some(function (item) { return item.type !== "not"; })) {
      if (items.length) result.notes.push({ kind: "only-not", text: "Add a word to look for: this search only leaves words out." });
      return result;
    }
    result.node = plan.node;
    const table = await RRSearch.passages.all();
    const state = { size: table.size, problems: result.problems, about: false };
    await match.prepare(plan.node, state);
    const inside = await RRSearch.filters.allowed(options.filters);
    if (cancelled(options)) return null;

    const found = match.values(plan.node, state.size);
    result.wants = await wants(plan.node, state);
    const words = await unknown(plan.node, state);
    for (let id = 0; id < state.size; id++) if (found.row[id] && !inside[id]) result.outside++;
    await RRSearch.lists.breathe();
    if (plan.question && result.wants.length > 2) {
      const part = await most(result.wants, plan.node, inside, most.answers, state);
      result.partial = !part.all;
      await rankInto(result, part.row, inside, table);
      await RRSearch.answering(result.ranked, result.query);
    } else {
      await rankInto(result, found.row, inside, table);
      if (!result.total && !result.outside && result.wants.length > 1) {
        const part = await most(result.wants, plan.node, inside, most.nearly, state);
        if (part.share >= HALF) await rankInto(result, part.row, inside, table);
        else result.some = part.row;
        result.partial = result.total > 0;
      }
    }
    if (cancelled(options)) return null;
    if (result.partial) result.notes.push({ kind: "partial", text: "No passage has all the words. These have most of them." });
    result.also = alsoOf(plan.node, result.row, inside, state.size);
    if (words.length && !options.corrected) {
      result.didYouMean = await RRSearch.spelling.correct(result.query, words).catch(function () { return null; });
    }
    result.about = state.about;
    result.results = await page(result, options.offset || 0, options.limit || MANY);
    if (!result.total) result.about = false;
    result.near = await nearby(result, state, options, inside, table);
    return cancelled(options) ? null : result;
  }

  async function marker(text, options) {
    const plan = await RRSearch.plan(text, options || {});
    const table = await RRSearch.passages.all();
    if (plan.node) await match.prepare(plan.node, { size: table.size, problems: [], about: false });
    return function (own, language, passage) {
      return RRSearch.hits.marks(plan.node, own, language || "", passage === undefined ? -1 : passage)
        .map(function (mark) { return [mark.start, mark.end]; });
    };
  }

  /* What every query needs, loaded before the first: when the reader reaches for the box. */
  function warm() {
    return RRSearch.names.load().then(function () { return RRSearch.passages.all(); });
  }

  RRSearch.warm = warm;
  RRSearch.query = query;
  RRSearch.page = page;
  RRSearch.marker = marker;
})();
