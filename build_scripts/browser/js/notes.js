/* Notes, the author's and the editor's, open in place: on hover, on focus, on tap, click or Enter, under the line
   of their marker. Escape closes and gives the focus back. The page never scrolls by itself, and nothing in it moves.
   Without this script a marker is a plain link to its note, and so it stays for a click with a modifier key.
   Where notes stand beside the text (js/sidenotes.js), that part answers first: it sets `Room.notes.beside`.

     Room.notes.of(marker)      the note that a marker leads to, or null
     Room.notes.words(note)     a copy of what it says, without ids and ways back
     Room.notes.name(note)      "Note 7", "Editor’s note b"
     Room.notes.beside(marker)  the same note beside the text, as {light(on), open(enter)}, or null */
(function () {
  "use strict";

  const MARKER = ":is(.noteref, .ed) > a[href^='#']";
  const SHOW_AFTER = 120; // ms: a pointer that only crosses a marker opens nothing
  const HIDE_AFTER = 250; // ms: time to move the pointer from the marker into the note
  const EDGE = 8; // px between the box and the edge of the window

  let box = null;
  let opener = null; // the marker whose note is shown
  let pinned = false; // opened by click or Enter: stays until closed
  let timer = 0;
  let quiet = false; // focus comes back: nothing opens

  function of(marker) {
    const id = (marker.getAttribute("href") || "").replace(/^#/, "");
    let plain = id;
    try { plain = decodeURIComponent(id); } catch (error) { /* it is as it is */ }
    return document.getElementById(id) || document.getElementById(plain);
  }

  function label(note) { return note.querySelector(".note-label, .ed-label"); }

  function isEditors(note) { return Boolean(label(note) && label(note).classList.contains("ed-label")); }

  function name(note) {
    return (isEditors(note) ? "Editor’s note " : "Note ") + (label(note) ? label(note).textContent.trim() : "");
  }

  function words(note) {
    const copy = note.cloneNode(true);
    copy.querySelectorAll("a.ln, a.note-back, details, .dot").forEach(function (link) { link.remove(); });
    copy.querySelectorAll("a.ed-label").forEach(function (link) {
      link.replaceWith(Room.el("span", { class: "note-label" }, link.textContent)); // a letter that leads back where one is
    });
    copy.querySelectorAll("[id]").forEach(function (element) { element.removeAttribute("id"); });
    const all = document.createDocumentFragment();
    all.append(...copy.childNodes);
    return all;
  }

  Room.notes = { of: of, words: words, name: name, beside: function () { return null; } };

  /* Tab leaves a box that stands at the end of the document, or beside the text, towards its marker. */
  Room.notes.leads = function (holder, back) {
    holder.addEventListener("keydown", function (event) {
      if (event.key !== "Tab") return;
      const stops = [...holder.querySelectorAll("a[href], button")].filter((one) => one.offsetParent && one.tabIndex >= 0);
      const at = document.activeElement;
      const leaves = event.shiftKey ? !stops.length || at === stops[0] || at === holder : !stops.length || at === stops[stops.length - 1];
      if (leaves) { event.preventDefault(); back(); }
    });
  };

  function build() {
    box = Room.el("div", { class: "note-popover md-typeset", id: "note-popover", hidden: true, tabindex: "-1", role: "dialog" });
    document.body.append(box);
    box.addEventListener("pointerenter", function () { clearTimeout(timer); });
    box.addEventListener("pointerleave", function () { if (!pinned) later(hide, HIDE_AFTER); });
    box.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !box.contains(event.relatedTarget) && event.relatedTarget !== opener) hide();
    });
    Room.notes.leads(box, close);
  }

  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  // Focus without opening the note again.
  function focusQuietly(element) {
    quiet = true;
    element.focus({ preventScroll: true });
    quiet = false;
  }
  Room.notes.focusQuietly = focusQuietly;

  function close() {
    const marker = opener;
    hide();
    if (marker) focusQuietly(marker);
  }

  function fill(note, hash) {
    box.textContent = "";
    box.append(words(note), Room.el("div", { class: "note-popover__foot", lang: document.documentElement.lang || null, dir: "ltr" }, [
      Room.el("a", { href: hash, onclick: hide }, "Go to the note"),
      Room.el("button", { type: "button", onclick: close }, "Close"),
    ]));
    const around = note.closest("[lang]");
    box.lang = around ? around.lang : "";
    box.dir = getComputedStyle(note).direction;
    box.classList.toggle("by-editor", isEditors(note));
    box.setAttribute("aria-label", name(note));
  }

  function place(marker) {
    const at = marker.getBoundingClientRect();
    const width = document.documentElement.clientWidth, height = document.documentElement.clientHeight;
    box.style.left = box.style.top = "0";
    box.hidden = false;
    const size = box.getBoundingClientRect();
    const left = Math.max(EDGE, Math.min(at.left + at.width / 2 - size.width / 2, width - size.width - EDGE));
    const below = at.bottom + 4, above = at.top - size.height - 4;
    const top = below + size.height > height - EDGE && above > EDGE ? above : below;
    box.style.left = left + window.scrollX + "px";
    box.style.top = top + window.scrollY + "px";
  }

  function show(marker) {
    const note = of(marker);
    if (!note) return false;
    clearTimeout(timer);
    if (!box) build();
    if (opener && opener !== marker) opener.removeAttribute("aria-describedby");
    fill(note, marker.getAttribute("href"));
    opener = marker;
    marker.setAttribute("aria-describedby", "note-popover");
    place(marker);
    return true;
  }

  function hide() {
    clearTimeout(timer);
    pinned = false;
    if (!box || box.hidden) return;
    box.hidden = true;
    if (opener) opener.removeAttribute("aria-describedby");
    opener = null;
  }

  function markerAt(target) {
    const marker = target && target.closest ? target.closest(MARKER) : null;
    return marker && marker.closest(".document") ? marker : null;
  }

  document.addEventListener("pointerover", function (event) {
    const marker = event.pointerType === "mouse" && markerAt(event.target);
    if (!marker) return;
    const beside = Room.notes.beside(marker);
    if (beside) beside.light(true);
    else if (!pinned && marker !== opener) later(function () { show(marker); }, SHOW_AFTER);
    else if (marker === opener) clearTimeout(timer);
  });
  document.addEventListener("pointerout", function (event) {
    const marker = event.pointerType === "mouse" && markerAt(event.target);
    if (!marker || marker.contains(event.relatedTarget)) return;
    const beside = Room.notes.beside(marker);
    if (beside) beside.light(false);
    if (!pinned) later(hide, HIDE_AFTER);
  });
  document.addEventListener("focusin", function (event) {
    const marker = markerAt(event.target);
    if (!marker || quiet || !marker.matches(":focus-visible")) return;
    const beside = Room.notes.beside(marker);
    if (beside) { hide(); beside.light(true); return; }
    pinned = false;
    show(marker);
  });
  document.addEventListener("focusout", function (event) {
    const marker = markerAt(event.target), beside = marker && Room.notes.beside(marker);
    if (beside) beside.light(false);
    if (event.target !== opener || pinned) return;
    if (event.relatedTarget && box && box.contains(event.relatedTarget)) return;
    hide();
  });
  document.addEventListener("click", function (event) {
    const marker = markerAt(event.target);
    if (!marker) {
      if (box && !box.hidden && !box.contains(event.target)) hide();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    const enter = event.detail === 0; // Enter goes into the note, so that its links can be reached
    const beside = Room.notes.beside(marker);
    if (beside) {
      event.preventDefault();
      hide();
      beside.open(enter);
    } else if (pinned && opener === marker && !enter) {
      event.preventDefault();
      hide();
    } else if (show(marker)) {
      event.preventDefault();
      pinned = true;
      if (enter) box.focus({ preventScroll: true });
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !box || box.hidden) return;
    if (box.contains(document.activeElement)) close();
    else hide();
    event.stopImmediatePropagation(); // one thing is closed at a time
  }, true);
  window.addEventListener("resize", hide);
  Room.on("layout", hide);

  /* Line numbers are there for whoever moves by keyboard (css/text.css). */
  const root = document.documentElement;
  document.addEventListener("keydown", function (event) {
    if (event.key.length > 1 || !Room.isTyping(event.target)) root.classList.add("by-keyboard");
  });
  document.addEventListener("pointermove", function (event) {
    if (event.movementX || event.movementY) root.classList.remove("by-keyboard");
  });
})();
