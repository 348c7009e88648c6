/* The marks of this reader on the page of a text: drawn, opened, changed, taken away. A mark whose paragraph has
   changed is never put anywhere in silence: the reader is told, and sees both what was marked and what stands
   there now.

     RoomPage.draw(), RoomPage.list()
     RoomPage.edit({label, words, at, back, save(words) → id of the mark when it is kept, closed}) */
var RoomPage = (function () {
  "use strict";

  const NAMES = ["own", "own-note", "own-moved"];
  let drawn = []; // {annotation, places: [{target, state, unit, ranges, now}]}
  let notice = null, told = false;

  /* {state, unit, start, end, now}: `same`; `moved`, the paragraph has changed, but these words stand in it;
     `changed`, they do not; `gone`, there is no such paragraph. */
  function check(target) {
    const place = RoomStore.where(target), unit = document.getElementById(place.unit);
    if (!unit || Room.unit(unit) !== unit) return { state: "gone", unit: null, now: "" };
    const words = RoomWords.read(unit);
    if (words.hash === place.hash && words.text.slice(place.start, place.end) === place.exact) {
      return { state: "same", unit: unit, start: place.start, end: place.end, ranges: words.ranges(place.start, place.end) };
    }
    const found = standing(words.text, place);
    if (found < 0) return { state: "changed", unit: unit, now: words.text };
    const end = found + place.exact.length;
    return { state: "moved", unit: unit, start: found, end: end, ranges: words.ranges(found, end), now: words.text, hash: words.hash };
  }

  /* Where the words stand, when that is certain: only once, or only once between the same words; else -1. */
  function standing(text, place) {
    const found = [];
    for (let at = text.indexOf(place.exact); place.exact && at >= 0; at = text.indexOf(place.exact, at + 1)) found.push(at);
    if (found.length === 1) return found[0];
    const between = found.filter(function (at) {
      const end = at + place.exact.length;
      return text.slice(0, at).endsWith(place.prefix) && text.slice(end).startsWith(place.suffix);
    });
    return between.length === 1 ? between[0] : -1;
  }

  function clear() {
    NAMES.forEach(RoomWords.clear);
    document.querySelectorAll(".own-sign").forEach(function (sign) {
      const parent = sign.parentNode;
      sign.remove();
      parent.normalize();
    });
    document.querySelectorAll("[data-own]").forEach(function (unit) { unit.removeAttribute("data-own"); });
  }

  function draw() {
    clear();
    drawn = RoomStore.sorted(RoomStore.of(Room.document)).map(function (annotation) {
      const one = { annotation: annotation, places: [] };
      one.places = annotation.target.map(function (target) {
        const place = Object.assign({ target: target }, check(target));
        if (place.state === "changed") place.unit.setAttribute("data-own", "changed");
        return place;
      });
      const last = one.places.filter(function (place) { return place.unit; }).pop();
      if (last) sign(one, last);
      return one;
    });
    // Signs divide text nodes: the ranges are taken when all of them stand.
    drawn.forEach(function (one) {
      one.places.forEach(function (place) {
        if (!place.ranges) return;
        place.ranges = RoomWords.read(place.unit).ranges(place.start, place.end);
        RoomWords.paint(place.state === "moved" ? "own-moved" : RoomStore.note(one.annotation) ? "own-note" : "own", place.ranges);
      });
    });
    tell();
    Room.tell("layout"); // lines may break elsewhere
  }

  /* A button behind the words: for keyboards and screen readers, and to be seen where there is a note. */
  function sign(one, place) {
    const note = RoomStore.note(one.annotation), first = RoomStore.where(one.annotation.target[0]);
    const what = (note ? "Your note" : "Your highlight") + " on “" + shortened(first.exact, 60) + "”";
    const state = worst(one);
    const button = Room.el("button", {
      type: "button", class: "own-sign" + (note ? " own-sign--note" : "") + (state === "same" ? "" : " own-sign--changed"),
      "aria-label": what + (state === "same" ? "" : "; the text has changed"), "aria-haspopup": "dialog",
      onclick: function () { show(one, button); },
    });
    one.sign = button;
    const range = place.ranges && place.ranges[place.ranges.length - 1];
    if (!range) { inside(place.unit).append(button); return; }
    const around = range.endContainer.parentElement.closest("a, abbr, code, sup, mark");
    const at = document.createRange();
    if (around && place.unit.contains(around) && around !== place.unit) at.setStartAfter(around);
    else at.setStart(range.endContainer, range.endOffset);
    at.collapse(true);
    at.insertNode(button);
  }

  /* Where a sign may stand in a paragraph; in a table, in its last cell. */
  function inside(unit) {
    const cells = unit.querySelectorAll("td, th, pre, p");
    return /^(DIV|UL|OL|TABLE)$/.test(unit.nodeName) && cells.length ? cells[cells.length - 1] : unit;
  }

  function worst(one) {
    return ["gone", "changed", "moved"].find(function (state) {
      return one.places.some(function (place) { return place.state === state; });
    }) || "same";
  }

  function shortened(words, most) { return words.length > most ? words.slice(0, most).replace(/\s\S*$/, "") + " …" : words; }

  function tell() {
    const some = drawn.filter(function (one) { return worst(one) !== "same"; });
    if (notice) notice.remove();
    notice = null;
    if (!some.length) return;
    const words = (some.length === 1 ? "One of your marks on this page stands" : some.length + " of your marks on this page stand") +
      " on text that has changed since.";
    notice = Room.el("p", { class: "own-notice", "data-added": "" }, [words + " ", RoomCard.button("Show", function () { list(); })]);
    Room.text.before(notice);
    if (!told) Room.say(words);
    told = true;
  }

  function pair(place) {
    const was = RoomStore.where(place.target);
    if (place.state === "same") return null;
    const now = place.state === "gone" ? "This paragraph is no longer in the text." : shortened(place.now, 600);
    return Room.el("div", { class: "own-changed" }, [
      Room.el("p", { class: "own-card__hint" }, place.state === "moved" ?
        "The paragraph has changed since you marked it. The words themselves still stand in it, where they are underlined." :
        "The words that you marked no longer stand here. Nothing was moved."),
      Room.el("p", { class: "own-card__hint" }, "Marked then"), Room.el("blockquote", { dir: "auto" }, was.exact),
      Room.el("p", { class: "own-card__hint" }, "Stands there now"), Room.el("blockquote", { dir: "auto" }, now),
    ]);
  }

  /* The reader agrees: the mark belongs to the words, or the paragraph, as they are now. */
  function accept(one) {
    const changed = Object.assign({}, one.annotation, { modified: new Date().toISOString() });
    changed.target = one.places.map(function (place) {
      if (place.state === "same" || place.state === "gone") return place.target;
      const was = RoomStore.where(place.target), words = RoomWords.read(place.unit);
      const start = place.state === "moved" ? place.start : 0, end = place.state === "moved" ? place.end : words.text.length;
      return RoomStore.target(Object.assign({}, was, RoomWords.quote(words.text, start, end), { start: start, end: end, hash: words.hash }));
    });
    RoomStore.put(changed);
    draw();
  }

  function remove(one) {
    RoomStore.remove(one.annotation);
    draw();
    RoomCard.say("Deleted.", "Undo", function () { RoomStore.put(one.annotation); draw(); }, true);
  }

  function show(one, opener, at) {
    const note = RoomStore.note(one.annotation), state = worst(one);
    function then(action) { return function () { RoomCard.close(true); action(); }; }
    RoomCard.open({
      label: note ? "Your note" : "Your highlight", at: at || opener.getBoundingClientRect(), back: opener,
      content: [
        note ? Room.el("p", { class: "own-card__note", dir: "auto" }, note) : Room.el("p", { class: "own-card__title" }, "Your highlight"),
        ...one.places.map(pair),
        Room.el("p", { class: "own-card__buttons" }, [
          RoomCard.button(note ? "Edit" : "Add a note", then(function () {
            edit({
              label: "Your note", words: note, at: at || opener.getBoundingClientRect(), back: opener,
              save: function (words) {
                const changed = RoomStore.withNote(one.annotation, words);
                changed.modified = new Date().toISOString();
                const kept = RoomStore.put(changed);
                draw();
                return kept && changed.id;
              },
            });
          })),
          state === "moved" ? RoomCard.button("Keep it on these words", then(function () { accept(one); })) : null,
          state === "changed" ? RoomCard.button("Put it on the paragraph as it is now", then(function () { accept(one); })) : null,
          RoomCard.button("Delete", then(function () { remove(one); })),
          RoomCard.button("All on this page", then(list)),
        ]),
        Room.el("p", { class: "own-card__hint" }, "Kept in this browser only."),
      ],
    });
  }

  function edit(options) {
    const box = Room.el("textarea", { rows: "5", id: "own-words", dir: "auto" }, options.words);
    const fault = Room.el("p", { class: "own-card__hint", role: "alert" });
    function save() {
      const words = box.value.trim();
      if (!words && !options.words) { fault.textContent = "The note is empty."; box.focus(); return; }
      const kept = options.save(words); // id of the mark
      if (!kept) { fault.textContent = "Not kept: this browser does not let the page keep anything."; return; }
      RoomCard.close(true);
      const one = drawn.find(function (other) { return other.annotation.id === kept; });
      if (one && one.sign) one.sign.focus({ preventScroll: true });
    }
    box.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
    });
    RoomCard.open({
      label: options.label, at: options.at, back: options.back, focus: box, closed: options.closed,
      content: [
        Room.el("label", { class: "own-card__title", for: "own-words" }, options.label), box, fault,
        Room.el("p", { class: "own-card__buttons" }, [
          RoomCard.button("Keep", save, "main"), RoomCard.button("Cancel", function () { RoomCard.close(); }),
        ]),
        Room.el("p", { class: "own-card__hint" }, "Kept in this browser only; nobody else can read it. Plain text."),
      ],
    });
  }

  function list() {
    const dialog = Room.el("dialog", { class: "own-dialog", "aria-label": "Your highlights and notes on this page" });
    const body = Room.el("div");
    dialog.append(Room.el("div", { class: "own-dialog__head" }, [
      Room.el("h2", {}, "Your highlights and notes on this page"), RoomCard.button("Close", function () { dialog.close(); }),
    ]), body);
    dialog.addEventListener("close", function () { dialog.remove(); draw(); });
    document.body.append(dialog);
    RoomList.fill(body, {
      document: Room.document, close: function () { dialog.close(); },
      changed: function (target) { return pair(Object.assign({ target: target }, check(target))); },
    });
    dialog.showModal();
  }

  /* A click on marked words opens their card; links in them, and selecting, stay what they are. */
  document.addEventListener("click", function (event) {
    const selection = document.getSelection();
    if (event.defaultPrevented || (selection && !selection.isCollapsed) || event.target.closest("a, button, summary, .own-card, .own-bar")) return;
    const one = drawn.find(function (other) {
      return other.places.some(function (place) {
        return (place.ranges || []).some(function (range) {
          return Array.from(range.getClientRects()).some(function (line) {
            return event.clientX >= line.left && event.clientX <= line.right && event.clientY >= line.top && event.clientY <= line.bottom;
          });
        });
      });
    });
    if (one) show(one, one.sign, new DOMRect(event.clientX, event.clientY - 10, 1, 20));
  });
  // What another window of this browser has changed.
  window.addEventListener("storage", function (event) {
    if (event.key && event.key.endsWith(":marks:" + Room.document)) draw();
  });

  return { draw: draw, list: list, edit: edit };
})();
