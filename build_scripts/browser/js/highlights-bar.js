/* The tools for selected words: a row of buttons above the selection (at the foot of a telephone), which never
   takes the focus by itself; the key `m` leads into it. Escape closes it.

     RoomBar.offer(range or paragraph, touch, focus), RoomBar.withdraw()
     RoomBar.paragraph(current) → the paragraph that is meant when nothing is selected, or null */
var RoomBar = (function () {
  "use strict";

  let bar = null, chosen = [], range = null, back = null;

  const TOOLS = [
    ["Highlight", function () { mark(""); }],
    ["Note", function () { write(); }],
    ["Copy with citation", function () { RoomCiting.copy(chosen); hide(); }],
    ["Report an error", function () { report(); }],
    ["Link", function () { RoomCiting.link(chosen); hide(); }],
  ];

  function build() {
    bar = Room.el("div", { class: "own-bar", role: "toolbar", "aria-label": "Selected words", hidden: true });
    TOOLS.forEach(function (tool) {
      const button = RoomCard.button(tool[0], tool[1]);
      if (tool[0] === "Link") button.setAttribute("aria-label", "Copy the link to this line");
      bar.append(button);
    });
    // The selection stays while its tools are used.
    bar.addEventListener("pointerdown", function (event) { event.preventDefault(); });
    bar.addEventListener("mousedown", function (event) { event.preventDefault(); });
    bar.addEventListener("keydown", keyed);
    document.body.append(bar);
  }

  function keyed(event) {
    const buttons = Array.from(bar.children), here = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    buttons[here].tabIndex = -1;
    const next = buttons[(to + buttons.length) % buttons.length];
    next.tabIndex = 0;
    next.focus();
  }

  /* Its lines in the window as it is now. */
  function rectOf() {
    const lines = Array.from(range.getClientRects()).filter(function (line) { return line.width > 1; });
    const shown = lines.filter(function (line) { return line.bottom > 0 && line.top < window.innerHeight; });
    return { lines: shown.length ? shown : lines, all: range.getBoundingClientRect() };
  }

  function here() {
    const found = rectOf();
    return found.lines[found.lines.length - 1] || found.all;
  }

  /* Above the first selected line that is in view, else below the last: never on the words themselves. */
  function place(touch) {
    const found = rectOf();
    const first = found.lines[0] || found.all, last = found.lines[found.lines.length - 1] || found.all;
    bar.classList.toggle("own-bar--foot", touch);
    bar.style.left = bar.style.top = "";
    if (touch) {
      const high = window.innerHeight - bar.offsetHeight - 24;
      bar.classList.toggle("own-bar--top", last.bottom > high && first.top > bar.offsetHeight + 80);
      return;
    }
    const size = bar.getBoundingClientRect(), width = document.documentElement.clientWidth;
    const above = first.top - size.height - 8 > 4;
    const top = above ? first.top - size.height - 8 : Math.min(last.bottom + 8, window.innerHeight - size.height - 8);
    const middle = above ? first : last;
    bar.style.left = Math.max(8, Math.min(middle.left, width - size.width - 8)) + window.scrollX + "px";
    bar.style.top = top + window.scrollY + "px";
  }

  /* The one with the focus, the current one, the one of the address, else the first that begins in the window. */
  function paragraph(current) {
    const target = document.querySelector(".document :target");
    const found = Room.unit(document.activeElement) || (current && current.isConnected ? current : null) || (target && Room.unit(target));
    if (found) return found;
    return Array.from(Room.text.querySelectorAll("[id]")).find(function (one) {
      const top = one.getBoundingClientRect().top;
      return Room.unit(one) === one && !/^(A|SPAN)$/.test(one.nodeName) && top >= 0 && top < window.innerHeight;
    }) || null;
  }

  function offer(wanted, touch, focus) {
    if (!wanted) return;
    if (RoomCard.shown() && !focus) return;
    range = wanted.nodeType ? document.createRange() : wanted.cloneRange();
    if (wanted.nodeType) range.selectNodeContents(wanted);
    chosen = RoomWords.chosen(wanted);
    if (!chosen.length) { withdraw(); return; }
    if (!bar) build();
    const narrow = window.matchMedia("(max-width: 37.4em)").matches;
    bar.hidden = false;
    Array.from(bar.children).forEach(function (button, i) { button.tabIndex = i ? -1 : 0; });
    place(touch || narrow);
    bar.setAttribute("aria-label", wanted.nodeType ? "Tools for " + RoomStore.name(wanted.id) : "Selected words");
    RoomWords.clear("own-now");
    if (wanted.nodeType) paintNow();
    if (!focus) return;
    back = document.activeElement;
    if (wanted.nodeType && wanted.getBoundingClientRect().top > window.innerHeight) wanted.scrollIntoView({ block: "center" });
    bar.querySelector("[tabindex='0']").focus({ preventScroll: true });
  }

  function paintNow() {
    RoomWords.clear("own-now");
    chosen.forEach(function (one) { RoomWords.paint("own-now", RoomWords.read(one.unit).ranges(one.start, one.end)); });
  }

  function hide(keepFocus) {
    if (!bar || bar.hidden) return;
    const inside = bar.contains(document.activeElement);
    bar.hidden = true;
    RoomWords.clear("own-now");
    if (inside && !keepFocus && back && back.isConnected) back.focus({ preventScroll: true });
  }

  /* The selection has gone. A bar that has the focus, or a paragraph's, stays. */
  function withdraw() { if (bar && !bar.contains(document.activeElement)) hide(); }

  function places() {
    const title = document.querySelector("meta[name='citation_title']");
    return chosen.map(function (one) {
      return Object.assign(RoomWords.quote(one.text, one.start, one.end), {
        document: Room.document, title: title ? title.content : document.title, unit: one.unit.id, line: one.line,
        start: one.start, end: one.end, hash: one.hash,
      });
    });
  }

  function mark(note) {
    const made = RoomStore.made(places(), note);
    const kept = RoomStore.put(made);
    const selection = document.getSelection();
    if (kept && selection) selection.removeAllRanges();
    hide();
    if (!kept) {
      RoomCard.say("Not kept: this browser does not let the page keep anything (a private window, or no room left).");
      return "";
    }
    RoomPage.draw();
    RoomCard.say(note ? "Note kept in this browser." : "Highlighted. Kept in this browser.", "Undo", function () {
      RoomStore.remove(made);
      RoomPage.draw();
    });
    return made.id;
  }

  function write() {
    const held = chosen.slice(), opener = back;
    hide(true);
    chosen = held;
    paintNow();
    RoomPage.edit({
      label: "Note on " + RoomStore.name(chosen[0].line), words: "", at: here(), back: opener,
      save: function (words) { chosen = held; return mark(words); },
      closed: function () { RoomWords.clear("own-now"); },
    });
  }

  function report() {
    const held = chosen;
    hide(true);
    paintNow();
    RoomCiting.report(held, here(), back, function () { RoomWords.clear("own-now"); });
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !bar || bar.hidden) return;
    event.stopPropagation();
    event.preventDefault();
    hide();
  }, true);
  document.addEventListener("pointerdown", function (event) {
    if (bar && !bar.hidden && !bar.contains(event.target)) hide();
  });
  window.addEventListener("resize", function () { hide(); });

  return { offer: offer, withdraw: withdraw, paragraph: paragraph };
})();
