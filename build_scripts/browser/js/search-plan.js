/* From the tree of a query to what is looked up: dates, names, codes and words, each with the terms of the
   index under which it stands.

     RRSearch.plan(text, {exact, typing}) → Promise of {node, notes, typed, required, named, question}
       node: {type: "word", word, label, kind, required, terms: [{term, how}], prefix, at, start, end}
             {type: "phrase", steps: [[{term, parts}, …] of each token], label, required, strict, loose, at}
             {type: "either", items}      other ways to say one thing: the best counts
             {type: "name", item, entities, terms, label, required, at}   item: its words
             {type: "and" | "or", items} | {type: "not", item} | null
   `how` is word, exact, stem, spelling or entity. `at` counts the tokens of the query, so that words that
   stand together there can be preferred where they stand together. `loose` of a phrase are its words: what
   is looked for when it is nowhere; of a code none. Only quoted phrases are strict. */
(function () {
  "use strict";

  const MOST = 40; // words of a query that are looked up

  const vocabulary = RRSearch.vocabulary;

  function lettersOf(token) { return Array.from(token.forms[0]).length; }

  function isYear(token) { return token.kind === "number" && /^[12][0-9]{3}$/.test(token.forms[0]); }

  /* Parts of a form of the token, or 0. */
  function reach(token, wanted) {
    let longest = 0;
    token.forms.forEach(function (form, k) { if (wanted(form, token.parts[k])) longest = Math.max(longest, token.parts[k]); });
    return longest;
  }

  function isDate(form) { return form.startsWith("d:"); }

  function isJoined(form, parts) { return parts > 1 && !isDate(form) && form !== "percent"; }

  function formOf(token, parts, wanted) {
    return token.forms.find(function (form, k) { return token.parts[k] === parts && wanted(form, parts); });
  }

  /* Whether two neighbours are one figure or code though a space parts them: `300 km`, `COP 29`, `40 %`,
     `b unit`. */
  function belongs(token, next, after) {
    if (!next) return false;
    const word = next.forms[0], own = token.forms[0];
    if (token.kind === "number") {
      if (next.kind === "percent" || next.forms.includes("percent")) return true;
      return !isYear(token) && next.kind === "letters" && (vocabulary.UNITS.has(word) || code(next));
    }
    if (token.kind !== "letters") return false;
    if (next.kind === "number") return !isYear(next) && code(token) && !belongs(next, after);
    return next.kind === "letters" && lettersOf(token) === 1 && !vocabulary.STOPS.has(own) && !vocabulary.STOPS.has(word);
  }

  /* `B-2`, `B 52`, `Mi8`, `300 km`; but not `EU 27`, two words that may stand apart. */
  function coded(tokens) {
    return tokens.some(function (token) { return token.kind === "number"; }) && (lettersOf(tokens[0]) === 1 ||
      tokens[0].kind === "number" || tokens[0].forms.some(function (form, k) { return isJoined(form, tokens[0].parts[k]); }));
  }

  function code(token) {
    const word = token.forms[0];
    return lettersOf(token) <= 3 && !vocabulary.STOPS.has(word) && !RRWords.isMonth(word);
  }

  /* The terms of a single word. */
  function terms(token, typed, exact) {
    const word = token.forms[0];
    const found = [{ term: word, how: "word" }];
    if (token.kind !== "letters") return found;
    found.push({ term: word + "=" + RRWords.lowered(typed), how: "exact" });
    if (exact) return found;
    token.forms.forEach(function (form) { if (form.endsWith("~")) found.push({ term: form, how: "stem" }); });
    vocabulary.variants(word).forEach(function (other) {
      found.push({ term: other, how: "spelling" });
      const stem = RRWords.stem(other, other, "");
      if (stem) found.push({ term: stem + "~", how: "stem" });
    });
    return found;
  }

  function planner(names, options) {
    const state = { at: 0, count: 0, dropped: 0, named: [] };

    function wordNode(token, text, offset) {
      const typed = text.slice(token.start, token.end);
      return {
        type: "word", word: token.forms[0], label: typed, kind: token.kind, required: true,
        optional: vocabulary.STOPS.has(token.forms[0]),
        terms: terms(token, typed, options.exact), prefix: "", at: state.at + token.position,
        start: offset + token.start, end: offset + token.end,
      };
    }

    function joinedNode(form, tokens, text, offset) {
      const last = tokens[tokens.length - 1];
      return {
        type: "word", word: form, label: text.slice(tokens[0].start, last.end), kind: "joined", required: true,
        terms: [{ term: form, how: "word" }], prefix: "", at: state.at + tokens[0].position,
        start: offset + tokens[0].start, end: offset + last.end,
      };
    }

    /* Tokens next to each other, by all their forms. */
    function phraseNode(tokens, text, strict, offset) {
      const steps = tokens.map(function (token, k) {
        const step = [];
        token.forms.forEach(function (form, n) {
          if (form.endsWith("~") || k + token.parts[n] > tokens.length) return;
          step.push({ term: form, parts: token.parts[n] });
        });
        return step;
      });
      const last = tokens[tokens.length - 1];
      return {
        type: "phrase", steps: steps, label: text.slice(tokens[0].start, last.end), required: true, strict: strict,
        // A code is looked for as it is or not at all: `B-52` is no other 52.
        loose: !strict && coded(tokens) ? [] : tokens.map(function (token) { return wordNode(token, text, offset); }),
        at: state.at + tokens[0].position, start: offset + tokens[0].start, end: offset + last.end,
      };
    }

    function group(tokens, text, offset) {
      if (tokens.length === 1) return wordNode(tokens[0], text, offset);
      const items = [phraseNode(tokens, text, false, offset)];
      const letters = tokens.every(function (token) { return token.kind === "letters" || token.kind === "number"; });
      const form = tokens.map(function (token) { return token.forms[0]; }).join("");
      if (letters && tokens.length <= 4) items.unshift(joinedNode(form, tokens, text, offset));
      return items.length > 1 ? { type: "either", items: items, required: true, at: items[0].at } : items[0];
    }

    /* What begins at a token: {node, end} or {nodes, end}. */
    function next(tokens, k, text, offset, stop) {
      const token = tokens[k];
      const date = reach(token, isDate);
      if (date && k + date <= stop) {
        const own = tokens.slice(k, k + date);
        const day = joinedNode(formOf(token, date, isDate), own, text, offset);
        return { nodes: [{ type: "either", items: [day, phraseNode(own, text, false, offset)], required: true, at: day.at }], end: k + date };
      }
      const percent = reach(token, function (form, parts) { return form === "percent" && parts > 1; });
      if (percent && k + percent <= stop) {
        return { nodes: [joinedNode("percent", tokens.slice(k, k + percent), text, offset)], end: k + percent };
      }
      const joined = Math.min(reach(token, isJoined), stop - k);
      let end = k + Math.max(1, joined);
      if (joined < 2) {
        if (token.kind === "single") while (end < stop && tokens[end].kind === "single" && tokens[end].start === tokens[end - 1].end) end++;
        else if (end < stop && belongs(token, tokens[end], tokens[end + 1])) end += 1;
        if (end < stop && tokens[end - 1].forms[0] === "per" && tokens[end].forms[0] === "cent") end += 1;
        return { nodes: [group(tokens.slice(k, end), text, offset)], end: end };
      }
      const own = tokens.slice(k, end);
      const plain = own.every(function (part) { return part.kind === "letters" && lettersOf(part) > 3; });
      if (!plain) return { nodes: [group(own, text, offset)], end: end };
      return { nodes: own.map(function (part) { return wordNode(part, text, offset); }), end: end };
    }

    /* The nodes of plain text. */
    function span(tokens, from, stop, text, offset, inName) {
      const nodes = [];
      for (let k = from; k < stop;) {
        if (state.count >= MOST) { state.dropped += stop - k; break; }
        const name = inName || options.exact ? null : RRSearch.names.at(names, tokens, k, text);
        if (name && name.end <= stop && !(name.unsure && tokens.length === 1)) {
          // Of a name that may be a small word (`us`) only the entity counts, and only for the order.
          const inner = name.unsure ? null : all(span(tokens, k, name.end, text, offset, true));
          name.entities.forEach(function (entity) { if (!state.named.includes(entity)) state.named.push(entity); });
          nodes.push({
            type: "name", item: inner, entities: name.entities, required: true, optional: name.unsure, at: state.at + k,
            terms: name.entities.map(function (entity) { return { term: "e:" + entity.id, how: "entity" }; }),
            label: text.slice(tokens[k].start, tokens[name.end - 1].end),
            start: offset + tokens[k].start, end: offset + tokens[name.end - 1].end,
          });
          k = name.end;
          continue;
        }
        const found = next(tokens, k, text, offset, stop);
        state.count += found.nodes.length;
        nodes.push.apply(nodes, found.nodes);
        k = found.end;
      }
      return nodes;
    }

    /* Words that mean nothing by themselves are wanted only where there are no others. */
    function all(nodes) {
      const wanted = nodes.filter(function (node) { return node && node.type !== "not" && !node.optional; });
      const kept = new Set();
      const items = nodes.filter(function (node) {
        if (!node) return false;
        if (node.optional) node.required = !wanted.length;
        const key = node.type === "word" ? node.word + "\n" + node.prefix : node;
        if (kept.has(key)) return false;
        kept.add(key);
        return true;
      });
      return items.length > 1 ? { type: "and", items: items, required: true } : items[0] || null;
    }

    function phrase(node) {
      const tokens = RRWords.tokens(node.text, "").slice(0, MOST);
      if (!tokens.length) return null;
      const made = tokens.length === 1 ? wordNode(tokens[0], node.text, node.start) : phraseNode(tokens, node.text, true, node.start);
      // One word in quotation marks is meant as it is written.
      if (tokens.length === 1) {
        made.optional = false;
        made.terms = terms(tokens[0], node.text.slice(tokens[0].start, tokens[0].end), true);
        tokens[0].forms.forEach(function (form, n) {
          if (tokens[0].parts[n] > 1) made.terms.push({ term: form, how: "word" });
        });
      }
      state.at += tokens.length;
      state.count += 1;
      return made;
    }

    function prefix(node) {
      const tokens = RRWords.tokens(node.text, "");
      if (!tokens.length) return null;
      const made = group(tokens, node.text, node.start);
      const last = tokens[tokens.length - 1].forms[0];
      const joined = tokens.map(function (token) { return token.forms[0]; }).join("");
      if (made.type === "word") { made.prefix = joined; made.terms = []; made.optional = false; }
      (made.items || [made]).forEach(function (item) {
        if (item.type === "word") { item.prefix = joined; item.terms = []; }
        else item.steps[item.steps.length - 1] = [{ term: "", parts: 1, prefix: last }];
      });
      state.at += tokens.length;
      state.count += 1;
      return made;
    }

    function words(node, end) {
      const tokens = RRWords.tokens(node.text, "");
      const nodes = span(tokens, 0, tokens.length, node.text, node.start, false);
      const last = nodes[nodes.length - 1];
      state.at += tokens.length + 1;
      const growing = last && (last.type === "name" ? last.item : last);
      if (options.typing && !options.exact && growing && growing.type === "word" && growing.kind === "letters" &&
          growing.end === end && Array.from(growing.word).length >= 3) {
        growing.prefix = growing.word;
      }
      return nodes;
    }

    function build(node, end) {
      if (!node) return [];
      if (node.type === "words") return words(node, end);
      if (node.type === "phrase") return [phrase(node)];
      if (node.type === "prefix") return [prefix(node)];
      if (node.type === "not") {
        const item = all(build(node.item, end));
        return item ? [{ type: "not", item: item }] : [];
      }
      if (node.type === "or") {
        const items = node.items.map(function (item) { return all(build(item, end)); }).filter(Boolean);
        return items.length > 1 ? [{ type: "or", items: items, required: true }] : items;
      }
      return node.items.reduce(function (nodes, item) { return nodes.concat(build(item, end)); }, []);
    }

    return { state: state, build: function (node, end) { return all(build(node, end)); } };
  }

  /* A question in words: then a passage need not hold every one of them. */
  function asks(text) {
    const first = RRWords.tokens(text.slice(0, 60), "")[0];
    return /[?？]\s*$/.test(text) || Boolean(first && vocabulary.QUESTIONS.has(first.forms[0]));
  }

  async function plan(text, options) {
    const parsed = RRSearch.parse(text);
    const names = options.exact || !parsed.node ? { first: new Map(), byId: new Map() } : await RRSearch.names.load();
    const make = planner(names, options);
    const node = make.build(parsed.node, parsed.end);
    const notes = [];
    if (parsed.cut || make.state.dropped) notes.push({ kind: "cut", text: "The search is too long: only its beginning was used." });
    return { node: node, notes: notes, typed: String(text), named: make.state.named, question: asks(String(text)) };
  }

  RRSearch.plan = plan;
})();
