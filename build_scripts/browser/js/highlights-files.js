/* Highlights and own notes as files: JSON (W3C Web Annotation) and Markdown. What is read from a file is
   checked field by field and rebuilt; nothing of it is ever taken for markup.

     RoomFiles.json(annotations), RoomFiles.markdown(annotations) → words of a file
     RoomFiles.parsed(words) → {annotations, faults: ["Item 3: …"]}; throws an Error that says what is wrong
     RoomFiles.save(name, words, type) */
var RoomFiles = (function () {
  "use strict";

  const CONTEXT = ["http://www.w3.org/ns/anno.jsonld", { room: "urn:reading-room:" }];
  const LARGEST = 20_000_000; // characters of a file
  const LONGEST = 100_000; // characters of a quotation or note
  const MOST = 200; // paragraphs of one mark

  function address(place) {
    const path = "documents/" + encodeURIComponent(place.document) + ".html#" + encodeURIComponent(place.line);
    return /^https?:/.test(Room.root) ? Room.root + path : path;
  }

  function json(annotations) {
    const items = annotations.map(function (one) {
      return Object.assign({}, one, { target: one.target.map(function (target) {
        return Object.assign({}, target, { source: address(RoomStore.where(target)).split("#")[0] });
      }) });
    });
    const page = { "@context": CONTEXT, type: "AnnotationPage", items: items };
    return JSON.stringify(page, null, 1) + "\n";
  }

  /* Words as Markdown shows them: no sign of theirs is one of its own. */
  function plain(words) { return words.replace(/[\\`*_{}[\]()#+!|<>~$&-]/g, "\\$&").replace(/\n/g, "\n\n"); }

  function quoted(words) { return words.split("\n").map(function (line) { return ("> " + line).trimEnd(); }).join("\n"); }

  function markdown(annotations) {
    const lines = ["# Highlights and notes", ""];
    let document = null;
    annotations.forEach(function (one) {
      const first = RoomStore.where(one.target[0]);
      if (first.document !== document) lines.push("## " + plain(first.title || first.document).replace(/\n+/g, " "), "");
      document = first.document;
      one.target.forEach(function (target) { lines.push(quoted(plain(RoomStore.where(target).exact)), ">"); });
      lines[lines.length - 1] = "";
      lines.push("[" + plain(RoomStore.name(first.line)) + "](<" + address(first).replace(/[<>]/g, "") + ">)", "");
      if (RoomStore.note(one)) lines.push(plain(RoomStore.note(one)), "");
    });
    return lines.join("\n").trimEnd() + "\n";
  }

  function fail(words) { throw new Error(words); }

  function words(value, what, most) {
    if (typeof value !== "string") fail("it has no " + what);
    if (value.length > (most || LONGEST)) fail("its " + what + " is too long");
    return value;
  }

  function optional(value, what, most) { return value === undefined || value === null ? "" : words(value, what, most); }

  function number(value, what) {
    if (!Number.isInteger(value) || value < 0 || value > 1e9) fail("its " + what + " is no position");
    return value;
  }

  function list(value) { return value === undefined || value === null ? [] : [].concat(value); }

  function selectorOf(selectors, type) {
    return selectors.find(function (one) { return one && one.type === type; });
  }

  /* {document, unit …} of one target; the address gives what the file does not say. */
  function placeOf(target) {
    if (!target || typeof target !== "object") fail("it has no target that can be read");
    const top = list(target.selector), fragment = selectorOf(top, "FragmentSelector");
    if (!fragment) fail("it names no line (FragmentSelector)");
    const inner = top.concat(list(fragment.refinedBy));
    const quote = selectorOf(inner, "TextQuoteSelector"), position = selectorOf(inner, "TextPositionSelector");
    if (!quote) fail("it has no quotation (TextQuoteSelector)");
    const named = /(?:^|\/)documents\/([^/#?]+)\.html/.exec(optional(target.source, "address", 4000));
    let id = target["room:document"];
    if (id === undefined && named) try { id = decodeURIComponent(named[1]); } catch (error) { fail("its address cannot be read"); }
    const unit = words(fragment.value, "line", 200).replace(/^#/, "");
    if (!/^(l\d+[a-z]*|fn.+)$/.test(unit)) fail("its line is not one of a text");
    const exact = words(quote.exact, "quotation");
    const start = position ? number(position.start, "beginning") : 0;
    return {
      document: words(id, "document", 300), title: optional(target["room:title"], "title", 1000), unit: unit,
      line: /^(l\d+[a-z]*|fn.+)$/.test(target["room:line"]) ? words(target["room:line"], "line", 200) : unit,
      exact: exact, prefix: optional(quote.prefix, "prefix", 1000), suffix: optional(quote.suffix, "suffix", 1000),
      start: start, end: position ? number(position.end, "end") : start + exact.length,
      hash: optional(target["room:hash"], "check sum", 100),
    };
  }

  function annotation(given) {
    if (!given || typeof given !== "object" || !list(given.type).includes("Annotation")) fail("it is no annotation");
    const targets = list(given.target);
    if (!targets.length || targets.length > MOST) fail("it has no target, or too many");
    const places = targets.map(placeOf);
    if (places.some(function (place) { return place.document !== places[0].document; })) fail("it marks more than one document");
    const bodies = list(given.body).map(function (body) {
      return typeof body === "string" ? words(body, "note") : words(body && body.value, "note");
    });
    const made = RoomStore.made(places, bodies.join("\n\n").trim());
    if (typeof given.id === "string" && /^[\w:./#-]{1,200}$/.test(given.id)) made.id = given.id;
    ["created", "modified"].forEach(function (name) {
      if (typeof given[name] === "string" && /^\d{4}-\d\d-\d\d[T\d:.Z+-]*$/.test(given[name])) made[name] = given[name].slice(0, 40);
    });
    return made;
  }

  function parsed(text) {
    if (text.length > LARGEST) fail("The file is too large to be a file of highlights.");
    let data;
    try { data = JSON.parse(text); } catch (error) { fail("The file is no JSON: it was not written by this page, or is damaged."); }
    const items = Array.isArray(data) ? data : data && (data.items || (data.first && data.first.items) || (data.type === "Annotation" ? [data] : null));
    if (!Array.isArray(items)) fail("The file holds no list of annotations (W3C Web Annotation).");
    const found = [], faults = [];
    items.forEach(function (item, i) {
      try { found.push(annotation(item)); } catch (error) { faults.push("Item " + (i + 1) + ": " + error.message + "."); }
    });
    if (!found.length && faults.length) fail("Nothing in the file can be used. " + faults.slice(0, 3).join(" "));
    return { annotations: found, faults: faults };
  }

  function save(name, text, type) {
    const link = Room.el("a", { href: URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  return { json: json, markdown: markdown, parsed: parsed, save: save, address: address };
})();
