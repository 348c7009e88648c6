/* Citing: a button at each citation of the page, and the citation of a passage.

     Room.cite(unit, quotation, style?) → {text, html}   `unit` an element of the reading text (or inside one), `style`
                            one of chicago, mla, apa; else the one that the reader copied last. The citation ends in a
                            mark, [document#l62:1a2b3c4d]: the passage and a hash of its text, by which anybody can see
                            later whether the text has changed (check.html). The hash is there when the page has
                            loaded its part (`Room.cite.ready`, a promise); before that the mark stands without it.
   The words are made when the site is built (data/citations/<document>.js); here they are only put together. */
(function () {
  "use strict";

  const STYLES = ["chicago", "mla", "apa"];
  let known = null;

  Room.citing = function (data) { known = data; };
  Room.moved = function (places) { moved(places); };

  function escape(words) {
    return words.replace(/[&<>]/g, function (sign) { return { "&": "&amp;", "<": "&lt;", ">": "&gt;" }[sign]; });
  }

  /* Runs are alternately upright and italic. */
  function plain(runs) { return runs.join(""); }
  function rich(runs) {
    return runs.map(function (run, at) { return at % 2 && run ? "<i>" + escape(run) + "</i>" : escape(run); }).join("");
  }

  function name(place) {
    const note = /^fn(.*)$/.exec(place), line = /^l(\d+)([a-z]*)$/.exec(place);
    if (note) return "note " + note[1];
    return line ? "line " + line[1] + (line[2] ? ", " + line[2] : "") : place;
  }

  /* The line on which the quotation begins: a paragraph of several lines has an anchor for each. */
  function lineOf(unit, quotation) {
    const first = quotation.trim().split("\n")[0].slice(0, 60), anchors = unit.querySelectorAll("a[id]");
    if (!first || !anchors.length) return unit.id;
    let before = "", found = unit.id, at = -1;
    const starts = [];
    const walker = document.createTreeWalker(unit, NodeFilter.SHOW_ALL);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === 3) {
        if (!node.parentElement.closest(".ln, .noteref, .ed, sup")) before += node.data;
      } else if (node.nodeName === "A" && /^l\d+[a-z]*$/.test(node.id)) starts.push([before.length, node.id]);
    }
    const folded = function (words) { return words.replace(/\s/g, " "); };
    at = folded(before).indexOf(folded(first));
    if (at >= 0) starts.forEach(function (start) { if (start[0] <= at) found = start[1]; });
    return found;
  }

  function mark(unit) {
    const hash = known && known.hashes[unit.id];
    return "[" + Room.document + "#" + encodeURIComponent(unit.id) + (hash ? ":" + hash : "") + "]";
  }

  function address(place) {
    const base = known && known.address;
    const path = "documents/" + encodeURIComponent(Room.document) + ".html#" + encodeURIComponent(place);
    if (base) return base + "/" + path;
    return /^https?:$/.test(location.protocol) ? location.href.split(/[?#]/)[0] + "#" + encodeURIComponent(place) : path;
  }

  function runsOf(element) {
    const runs = [""];
    element.childNodes.forEach(function (node) {
      if (node.nodeName === "I") runs.push(node.textContent, "");
      else runs[runs.length - 1] += node.textContent;
    });
    return runs;
  }

  /* Before the words for passages are loaded: the note of the page with the line behind it. */
  function simple(place) {
    const note = document.querySelector(".citation .citation__text");
    const runs = note ? runsOf(note) : [document.title + "."];
    return [runs, [" " + place[0].toUpperCase() + place.slice(1) + "."]];
  }

  function cite(unit, quotation, style) {
    const block = Room.unit(unit) || unit;
    const words = (quotation || "").trim(), place = lineOf(block, words), shown = name(place);
    const chosen = known && known.styles[style || Room.get("cite-style", "chicago")] ? style || Room.get("cite-style", "chicago") : "chicago";
    const halves = known ? known.styles[chosen] : simple(shown);
    const locator = !known ? "" : chosen === "apa" ? shown[0].toUpperCase() + shown.slice(1) : shown;
    const archive = known && known.archive ? known.archive + (known.edition ? ", edition " + known.edition : "") : "";
    const where = address(place), tail = " " + mark(block);
    const quote = words && (words.includes("\n") ? words : "“" + words.replace(/“/g, "‘").replace(/”/g, "’") + "”");
    const said = plain(halves[0]) + locator + plain(halves[1]);
    const read = (archive ? "Read in " + archive + " (lines of the received text): " : "") + where + tail;
    const link = /^https?:/.test(where) ? '<a href="' + escape(where).replace(/"/g, "&quot;") + '">' + escape(where) + "</a>" : escape(where);
    const html = (words ? words.split(/\n+/).map(function (part) {
      return "<p>" + (words.includes("\n") ? escape(part) : escape(quote)) + "</p>";
    }).join("") : "") + "<p>" + rich(halves[0]) + escape(locator) + rich(halves[1]) + "</p><p>" +
      (archive ? escape("Read in " + archive + " (lines of the received text): ") : "") + link + escape(tail) + "</p>";
    return { text: [quote, said, read].filter(Boolean).join("\n\n") + "\n", html: html };
  }

  /* Copying in the ways that a page from a folder may have. */
  async function put(content) {
    let done = false;
    function give(event) {
      event.clipboardData.setData("text/plain", content.text);
      if (content.html) event.clipboardData.setData("text/html", content.html);
      event.preventDefault();
      event.stopImmediatePropagation();
      done = true;
    }
    document.addEventListener("copy", give, true);
    try { document.execCommand("copy"); } catch (error) { /* not here */ }
    document.removeEventListener("copy", give, true);
    if (done) return true;
    try { await navigator.clipboard.writeText(content.text); return true; } catch (error) { return false; }
  }

  function select(element) {
    const range = document.createRange(), selection = document.getSelection();
    range.selectNodeContents(element);
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function button(label, about, words, content, style) {
    return Room.el("button", {
      type: "button", class: "citation__copy", "aria-label": about,
      onclick: function () {
        Room.set("cite-style", style);
        put(content()).then(function (done) {
          if (!done) select(words);
          Room.say(done ? "Copied." : "Copying is not allowed here: the words are selected.");
          const one = document.activeElement;
          if (one && one.classList.contains("citation__copy")) {
            one.textContent = done ? "Copied" : "Press Ctrl+C";
            setTimeout(function () { one.textContent = label; }, 1500);
          }
        });
      },
    }, label);
  }

  function buttons() {
    document.querySelectorAll(".citing .citation").forEach(function (row) {
      const words = row.querySelector(".citation__text"), head = row.querySelector("dt"), about = head.textContent.trim();
      const style = row.getAttribute("data-style");
      const text = function () { return words.textContent; };
      head.append(
        button("Copy", "Copy " + about, words, function () { return { text: text(), html: "<p>" + rich(runsOf(words)) + "</p>" }; }, style),
        button("Plain text", "Copy " + about + " as plain text", words, function () { return { text: text(), html: "" }; }, style));
    });
  }

  /* A place that has moved: events and questions under a new id, or on another page of their list. */
  function moved(places) {
    const page = (/([a-z]+)(?:-\d+)?\.html$/.exec(location.pathname) || [])[1];
    const target = places[page + location.hash];
    if (typeof target === "string" && /^[a-z]+(-\d+)?\.html(#[a-z0-9-]+)?$/.test(target)) location.replace(Room.root + target);
  }

  if (/^#[a-z0-9-]+$/.test(location.hash) && /\/(timeline|compare)(-\d+)?\.html$/.test(location.pathname) &&
      !document.getElementById(location.hash.slice(1))) Room.load("data/redirects.js").catch(function () { /* nothing moved */ });

  if (!Room.document) return;
  Room.cite = cite;
  Room.cite.styles = STYLES;
  Room.cite.ready = new Promise(function (resolve) {
    const load = function () {
      Room.load("data/citations/" + encodeURIComponent(Room.document) + ".js").then(resolve, resolve);
    };
    if (document.readyState === "complete") load();
    else window.addEventListener("load", load);
  });
  buttons();
})();
