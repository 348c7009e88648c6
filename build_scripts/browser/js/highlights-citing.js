/* Selected words taken along: copied with their citation, sent as a report of an error, or as an address.

     RoomCiting.copy(chosen), RoomCiting.link(chosen), RoomCiting.report(chosen, at, back, closed)
   `chosen` is what RoomWords.chosen gives. `Room.cite(unit, quotation) → {text, html}`, where there is one, puts
   the citation into words; else it is made here of what the page says of itself. */
var RoomCiting = (function () {
  "use strict";

  function meta(name) {
    return Array.from(document.querySelectorAll("meta[name='" + name + "']"), function (one) { return one.content; }).filter(Boolean);
  }

  /* The date as the head of the text has it, in words; else as data. */
  function date() {
    const row = Array.from(document.querySelectorAll(".head > div")).find(function (one) {
      return one.querySelector("dt") && one.querySelector("dt").textContent.trim() === "Date";
    });
    if (row) {
      const copy = row.querySelector("dd").cloneNode(true);
      copy.querySelectorAll("a, button").forEach(function (link) { link.remove(); });
      if (copy.textContent.trim()) return copy.textContent.trim();
    }
    return meta("citation_publication_date")[0] || "";
  }

  function title() { return meta("citation_title")[0] || document.title; }

  /* Of this page on the web; a page from a folder has only a place in its archive. */
  function address(line) {
    const canonical = document.querySelector("link[rel='canonical']");
    const anchor = "#" + encodeURIComponent(line);
    if (canonical) return canonical.href + anchor;
    if (/^https?:$/.test(location.protocol)) return location.href.split(/[?#]/)[0] + anchor;
    const site = meta("application-name")[0];
    return (site ? site + ", " : "") + "documents/" + encodeURIComponent(Room.document) + ".html" + anchor;
  }

  function places(chosen) {
    const first = RoomStore.name(chosen[0].line), last = RoomStore.name(chosen[chosen.length - 1].line);
    if (first === last) return first;
    const numbers = [first, last].map(function (name) { return /^line (\d+)$/.exec(name); });
    return numbers[0] && numbers[1] ? "lines " + numbers[0][1] + "–" + numbers[1][1] : first + " to " + last;
  }

  function quotation(chosen) {
    return chosen.map(function (one) { return one.text.slice(one.start, one.end); }).join("\n\n");
  }

  function citation(chosen) {
    if (typeof Room.cite === "function") {
      try {
        const made = Room.cite(chosen[0].unit, quotation(chosen));
        if (made && made.text) return made;
      } catch (error) { console.warn(error); }
    }
    const authors = meta("citation_author").join("; "), where = address(chosen[0].line), words = quotation(chosen);
    const said = (authors ? authors + ", " : "") + "“" + title() + "”, " + [date(), places(chosen)].filter(Boolean).join(", ") + ". ";
    const box = Room.el("div", {}, [
      Room.el("blockquote", {}, words.split("\n\n").map(function (part) { return Room.el("p", {}, part); })),
      Room.el("p", {}, [
        (authors ? authors + ", " : "") + "“", Room.el("cite", {}, title()), "”, " + [date(), places(chosen)].filter(Boolean).join(", ") + ". ",
        /^https?:/.test(where) ? Room.el("a", { href: where }, where) : where,
      ]),
    ]);
    return { text: (words.includes("\n") ? words : "“" + words + "”") + "\n\n" + said + where + "\n", html: box.innerHTML };
  }

  /* Copying works in four ways, of which a page from a folder may have only some. */
  function byEvent(content) {
    let done = false;
    function put(event) {
      event.clipboardData.setData("text/plain", content.text);
      if (content.html) event.clipboardData.setData("text/html", content.html);
      event.preventDefault();
      event.stopImmediatePropagation();
      done = true;
    }
    document.addEventListener("copy", put, true);
    try { document.execCommand("copy"); } catch (error) { /* not here */ }
    document.removeEventListener("copy", put, true);
    return done;
  }

  async function byClipboard(content) {
    if (!navigator.clipboard) return false;
    try {
      if (content.html && window.ClipboardItem) {
        await navigator.clipboard.write([new ClipboardItem({
          "text/plain": new Blob([content.text], { type: "text/plain" }),
          "text/html": new Blob([content.html], { type: "text/html" }),
        })]);
        return true;
      }
    } catch (error) { /* perhaps plain words */ }
    try {
      await navigator.clipboard.writeText(content.text);
      return true;
    } catch (error) { return false; }
  }

  async function put(content, said) {
    if (byEvent(content) || await byClipboard(content)) RoomCard.say(said);
    else byHand(content.text);
  }

  function byHand(text) {
    const box = Room.el("textarea", { rows: "7", readonly: true, "aria-label": "Text to copy" }, text);
    RoomCard.open({
      label: "Copy by hand", at: new DOMRect(16, window.innerHeight / 3, 1, 1), focus: box,
      content: [
        Room.el("p", {}, "This browser does not let the page copy. The words are selected: copy them with Ctrl+C or the menu."), box,
        Room.el("p", { class: "own-card__buttons" }, RoomCard.button("Close", function () { RoomCard.close(); })),
      ],
    });
    box.select();
  }

  function copy(chosen) { return put(citation(chosen), "Copied with its citation."); }

  function link(chosen) {
    const where = address(chosen[0].line);
    return put({ text: where, html: "" }, "Address of " + RoomStore.name(chosen[0].line) + " copied: " + where);
  }

  function contact() {
    const told = meta("archive-contact")[0], mail = document.querySelector("footer a[href^='mailto:']");
    return told || (mail ? decodeURIComponent(mail.getAttribute("href").slice(7).split("?")[0]) : "");
  }

  function reportText(chosen, remark) {
    const words = quotation(chosen);
    return [
      remark || "", "",
      "Text: " + title() + " (" + Room.document + ")",
      "Place: " + places(chosen),
      "Address: " + address(chosen[0].line),
      "The words there: “" + (words.length > 600 ? words.slice(0, 600) + " …" : words) + "”", "",
    ].join("\n").trimStart();
  }

  function report(chosen, at, back, closed) {
    const mail = contact();
    const box = Room.el("textarea", { rows: "4", id: "own-report" });
    const text = function () { return reportText(chosen, box.value.trim()); };
    const send = mail ? Room.el("a", { class: "own-button own-button--main", href: "#" }, "Write an e-mail") : null;
    if (send) send.addEventListener("click", function () {
      send.href = "mailto:" + encodeURIComponent(mail).replace(/%40/g, "@") + "?subject=" +
        encodeURIComponent("Error in " + Room.document + ", " + places(chosen)) + "&body=" + encodeURIComponent(text().replace(/\n/g, "\r\n"));
    });
    RoomCard.open({
      label: "Report an error", at: at, back: back, focus: box, closed: closed,
      content: [
        Room.el("p", { class: "own-card__title" }, "Report an error at " + places(chosen)),
        Room.el("label", { for: "own-report" }, "What is wrong here? (Your words; place and quotation are added.)"), box,
        Room.el("p", { class: "own-card__hint" }, mail ?
          "Nothing is sent by this page: your e-mail program opens with a letter to " + mail + ", or copy the text and send it yourself." :
          "This archive names no address for reports. Copy the text and send it to whoever gave you this copy."),
        Room.el("p", { class: "own-card__buttons" }, [
          send,
          RoomCard.button("Copy the text", function () {
            const words = text();
            RoomCard.close();
            put({ text: words, html: "" }, "The report is copied: paste it into a letter.");
          }, mail ? "" : "main"),
          RoomCard.button("Cancel", function () { RoomCard.close(); }),
        ]),
      ],
    });
  }

  return { copy: copy, link: link, report: report, citation: citation, reportText: reportText };
})();
