/* The page of the quotation checker. Everything is done here: nothing that is pasted leaves the browser.

     RRCheck.start()  shows the form of `check.html` */
(function () {
  "use strict";

  const SAID = {
    verbatim: ["Word for word", "good"], omissions: ["Word for word, with marked omissions or insertions", "good"],
    edited: ["Word for word in the received file; edited here", "good"], altered: ["Altered", "bad"],
    stitched: ["Put together from several places", "bad"], absent: ["Not in this archive", "bad"],
    short: ["Too short to tell", "open"],
  };
  const MOST = 5; // places that are named
  const AROUND = 90; // characters around a place

  const el = Room.el;

  function link(place) {
    return el("a", { href: Room.root + place.unit.href },
      place.unit.document.short + ", " + (place.unit.part === "note" ? "note " + place.unit.anchor.slice(2) : "line " + place.unit.line));
  }

  function title(place) { return el("cite", {}, el("bdi", {}, place.unit.document.title)); }

  function inPlace(place) {
    const before = place.text.slice(Math.max(0, place.start - AROUND), place.start);
    const after = place.text.slice(place.end, place.end + AROUND);
    return el("blockquote", { dir: "auto", lang: place.unit.language || null }, [
      (place.start > AROUND ? "… " : "") + before, el("mark", {}, place.text.slice(place.start, place.end)),
      after + (place.text.length > place.end + AROUND ? " …" : ""),
    ]);
  }

  /* The quotation against the source: struck out what only the quotation has, underlined what it lacks. */
  function difference(text, result) {
    const parts = [];
    result.difference.forEach(function (step) {
      const quoted = step.till >= step.at && result.quoted[step.at] ? text.slice(result.quoted[step.at].start, result.quoted[Math.min(step.till, result.quoted.length - 1)].end) : "";
      const words = result.source.words;
      const there = words[step.from] ? result.source.text.slice(words[step.from].start, words[Math.min(step.to, words.length - 1)].end) : "";
      if (step.kind === "same") parts.push(there);
      else if (step.kind === "less") parts.push(el("ins", {}, [el("span", { class: "hidden-label" }, "left out: "), there]));
      else parts.push(el("del", {}, [el("span", { class: "hidden-label" }, "not in the source: "), quoted]));
      parts.push(" ");
    });
    return el("blockquote", { class: "check__difference", dir: "auto" }, parts);
  }

  function details(quotation, result) {
    const rows = [];
    const places = result.places.slice(0, MOST);
    if (result.verdict === "altered") {
      rows.push(el("p", {}, ["Nearest: ", title(places[0]), ", ", link(places[0]), ". Underlined stands in the source and not in the quotation; struck out is the other way round."]));
      rows.push(difference(quotation.text, result));
    } else if (places.length) {
      const apart = result.verdict === "omissions" || result.verdict === "stitched";
      if (apart && result.verdict === "stitched") rows.push(el("p", {}, "Its parts stand in these places:"));
      places.forEach(function (place) {
        rows.push(el("p", {}, [title(place), ", ", link(place), place.spread ? ", and what follows" : "", place.unit.part === "aside" ? " (set aside: not in the reading text)" : ""]));
        rows.push(inPlace(place));
      });
      if (result.places.length > MOST) rows.push(el("p", {}, "and in " + (result.places.length - MOST) + " more places"));
    }
    if (result.received) rows.push(el("p", {}, ["As received: ", el("q", {}, result.received), ". The page of the document as received says what was changed and why."]));
    if (result.near) rows.push(el("p", {}, ["Some of its words stand in ", link(result.near), "."]), inPlace(result.near));
    if (result.divided) rows.push(el("p", {}, "The letters are the same; words are joined or divided in another way."));
    if (result.verdict === "short") rows.push(el("p", {}, places.length ? "These words stand there, and may stand anywhere." : "These words are not in the archive."));
    return rows;
  }

  /* Whether the paragraph is still the one that was cited. */
  async function since(quotation, result) {
    if (!quotation.hash || !result.places.length) return null;
    const own = result.places.find(function (place) { return place.unit.anchor === quotation.place; }) || result.places[0];
    const known = await RRCheck.received(own.unit);
    if (!known || !known[0]) return null;
    return el("p", { class: "check__since" }, known[0] === quotation.hash
      ? "The paragraph has not changed since it was cited (text " + quotation.hash + ")."
      : "The paragraph has changed since it was cited: then text " + quotation.hash + ", now text " + known[0] + ".");
  }

  async function shown(one) {
    const said = SAID[one.result.verdict];
    return el("li", { class: "check__one check__one--" + said[1], "data-verdict": one.result.verdict }, [
      el("h3", {}, said[0] + (one.result.verdict === "verbatim" && one.result.places.length > 1 ? ", in " + one.result.places.length + " places" : "")),
      el("p", { class: "check__quoted", dir: "auto" }, el("q", {}, one.quotation.text)),
    ].concat(details(one.quotation, one.result), await since(one.quotation, one.result)));
  }

  function counts(found) {
    const many = new Map();
    found.forEach(function (one) { const label = SAID[one.result.verdict][0].toLowerCase(); many.set(label, (many.get(label) || 0) + 1); });
    return found.length + (found.length === 1 ? " quotation: " : " quotations: ") +
      Array.from(many).map(function (pair) { return pair[1] + " " + pair[0]; }).join(", ") + ".";
  }

  function start() {
    const form = document.getElementById("check");
    const field = form.querySelector("textarea"), status = form.querySelector("[role=status]");
    const list = document.getElementById("check-results"), button = form.querySelector("button");
    let turn = 0;
    form.hidden = false;
    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      const own = ++turn;
      list.textContent = "";
      if (!field.value.trim()) { status.textContent = "Paste a quotation first."; field.focus(); return; }
      button.setAttribute("aria-disabled", "true");
      try {
        const found = await RRCheck.check(field.value, function (done, of) {
          if (own === turn) status.textContent = "Looking … " + done + " of " + of;
        });
        const items = await Promise.all(found.map(shown));
        if (own !== turn) return;
        items.forEach(function (item) { list.append(item); });
        status.textContent = found.length ? counts(found) : "No quotation was found in this text.";
      } catch (error) {
        status.textContent = error.message;
      } finally { button.removeAttribute("aria-disabled"); }
    });
  }

  RRCheck.start = start;
})();
