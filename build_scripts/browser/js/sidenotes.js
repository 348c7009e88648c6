/* Where there is room beside the text, the author's notes stand beside the lines they belong to, as copies of the
   list at the end. They overlap neither each other nor a wide table nor the panel. Where they crowd, long ones are
   shortened; a click on the note or its marker opens the whole. Where there is no room, notes open in place
   (js/notes.js). For screen readers and keyboards the copies are silent until a marker leads into one. */
(function () {
  "use strict";

  const list = Room.text && Room.text.querySelector("section.notes");
  if (!list) return;

  const article = Room.text.closest(".document");
  const root = document.documentElement;
  const LEAST = 9, MOST = 16.5; // rem: width of a note
  const GAP = 36; // px between the text and the notes; dots and numbers may stand in it
  const EDGE = 22; // px between the notes and the edge of the room
  const BETWEEN = 9; // px between two notes
  const AWAY = 56; // px: a note that would stand farther from its line has its neighbours shortened
  const LINES = [10, 7, 5, 4, 3, 2]; // to how many lines a note is shortened, as far as is needed

  const layer = Room.el("div", { class: "sidenotes", hidden: true, dir: Room.text.dir || "ltr" });
  let notes = [];
  let raised = null; // the note that is shown whole above the others
  let frame = 0;

  /* One for each note that has a marker in the text. Shape: {marker, note, box, words, line, full, want, height, top, lines} */
  function build() {
    const first = new Map();
    Room.text.querySelectorAll(".noteref > a[href^='#']").forEach(function (marker) {
      const note = !list.contains(marker) && Room.notes.of(marker);
      if (note && list.contains(note) && !first.has(note)) first.set(note, marker);
    });
    first.forEach(function (marker, note) {
      const words = Room.el("div", { class: "sidenote__words" }, Room.notes.words(note));
      words.querySelectorAll(".cited").forEach(function (link) { link.remove(); }); // it stands in the list
      words.querySelectorAll("a:not([href])").forEach(function (one) { one.replaceWith.apply(one, Array.from(one.childNodes)); });
      words.querySelectorAll("a, [tabindex]").forEach(function (one) { one.tabIndex = -1; });
      const more = Room.el("button", { class: "sidenote__more", type: "button", tabindex: "-1" }, "more");
      const box = Room.el("div", { class: "sidenote", "aria-hidden": "true" }, [words, more]);
      const one = { marker: marker, note: note, box: box, words: words };
      box.id = "beside-" + note.id;
      box.addEventListener("click", function (event) {
        if (box.classList.contains("short") && !event.target.closest("a")) open(one, false);
      });
      box.addEventListener("pointerenter", function () { marker.classList.add("lit"); });
      box.addEventListener("pointerleave", function () { marker.classList.remove("lit"); });
      Room.notes.leads(box, function () { close(true); });
      layer.append(box);
      notes.push(one);
    });
    layer.lang = Room.text.lang;
    article.append(layer);
  }

  /* The room beside the text: {left, width} in px from the left edge of the article, or null. */
  function room() {
    const text = Room.text.getBoundingClientRect(), whole = article.getBoundingClientRect();
    const main = document.querySelector(".md-main").getBoundingClientRect();
    const style = getComputedStyle(document.body);
    const from = Math.max(main.left, parseFloat(style.paddingLeft));
    const to = Math.min(main.right, root.clientWidth - parseFloat(style.paddingRight));
    const rightward = layer.dir === "rtl";
    const free = rightward ? text.left - from - GAP - EDGE : to - text.right - GAP - EDGE;
    const rem = parseFloat(getComputedStyle(root).fontSize), width = Math.floor(Math.min(MOST * rem, free));
    if (width < LEAST * rem) return null;
    return { width: width, left: (rightward ? text.left - GAP - width : text.right + GAP) - whole.left };
  }

  /* Where no note may stand: [top, bottom] of every block that is wider than the column. */
  function taken(start, end, origin) {
    const stretches = [];
    Room.text.querySelectorAll(":scope > :is(.table, .code, pre, figure)").forEach(function (block) {
      const at = block.getBoundingClientRect();
      if (at.right > end + GAP / 2 || (layer.dir === "rtl" && at.left < start - GAP / 2)) {
        stretches.push([at.top - origin - BETWEEN, at.bottom - origin + BETWEEN]);
      }
    });
    return stretches;
  }

  /* The tops of the notes between `from` and `to`, as near to their lines as they can be in order and without
     overlapping: least squares under an order (pool adjacent violators). Gives [[first, last]] of the groups that touch. */
  function settle(some, from, to) {
    const groups = [];
    let below = 0;
    some.forEach(function (one, index) {
      let group = { sum: one.want - below, count: 1, first: index };
      one.below = below;
      below += one.height + BETWEEN;
      while (groups.length && groups[groups.length - 1].sum / groups[groups.length - 1].count >= group.sum / group.count) {
        const last = groups.pop();
        group = { sum: last.sum + group.sum, count: last.count + group.count, first: last.first };
      }
      groups.push(group);
    });
    const most = Math.max(from, to - below + BETWEEN);
    groups.forEach(function (group, index) {
      group.last = (index + 1 < groups.length ? groups[index + 1].first : some.length) - 1;
      const at = Math.min(most, Math.max(from, group.sum / group.count));
      for (let i = group.first; i <= group.last; i += 1) some[i].top = at + some[i].below;
    });
    return groups;
  }

  /* Places some notes; shortens those of a group that would stand too far from its lines. */
  function place(some, from, to) {
    if (!some.length) return;
    let groups = settle(some, from, to);
    for (const most of LINES) {
      const far = groups.filter(function (group) {
        const members = some.slice(group.first, group.last + 1);
        return members.some((one) => Math.abs(one.top - one.want) > AWAY || one.top + one.height > to + 1);
      });
      if (!far.length) return;
      far.forEach(function (group) {
        some.slice(group.first, group.last + 1).forEach(function (one) { shorten(one, most); });
      });
      groups = settle(some, from, to);
    }
  }

  function shorten(one, most) {
    // One line more than allowed stays: what would be hidden takes no more room than the sign that says so.
    if (one.full <= (most + 1) * one.line) return;
    one.lines = most;
    one.height = most * one.line;
  }

  function arrange() {
    frame = 0;
    close(false);
    const free = room();
    const was = layer.hidden;
    layer.hidden = !free;
    if (was !== layer.hidden) root.classList.toggle("has-sidenotes", !layer.hidden);
    if (!free) return;
    if (!notes.length) build();
    layer.style.left = free.left + "px";
    layer.style.width = free.width + "px";
    notes.forEach(function (one) { one.box.hidden = false; one.box.classList.remove("short"); });
    measure();
    const text = Room.text.getBoundingClientRect(), origin = article.getBoundingClientRect().top;
    const end = list.getBoundingClientRect().top - origin;
    const walls = taken(text.left, text.right, origin);
    let from = text.top - origin, rest = notes.filter((one) => !one.lost);
    [...walls, [end, end]].forEach(function (wall) {
      const some = rest.filter((one) => one.want < (wall[0] + wall[1]) / 2 || wall[0] === end);
      rest = rest.slice(some.length);
      place(some, from, wall[0]);
      from = wall[1];
    });
    notes.forEach(draw);
  }

  /* Reads all sizes and places at once, before anything is written. */
  function measure() {
    const origin = article.getBoundingClientRect().top;
    const line = notes.length ? parseFloat(getComputedStyle(notes[0].box).lineHeight) : 0;
    notes.forEach(function (one) {
      const at = one.marker.getBoundingClientRect();
      one.line = line;
      one.full = one.height = one.words.getBoundingClientRect().height;
      one.lines = 0;
      one.lost = !at.height; // the marker is not shown
      one.want = at.top + at.height / 2 - origin - line / 2;
    });
  }

  function draw(one) {
    one.box.hidden = one.lost;
    one.box.style.top = one.top + "px";
    one.box.classList.toggle("short", Boolean(one.lines));
    if (one.lines) one.box.style.setProperty("--lines", one.lines);
  }

  /* A note shown whole lies above the others; nothing moves. */
  function open(one, enter) {
    const again = raised === one;
    if (raised && !again) close(false);
    if (!again && one.lines) {
      one.box.classList.replace("short", "open");
      const at = one.box.getBoundingClientRect(), over = at.bottom + 12 - root.clientHeight;
      if (over > 0) one.box.style.top = one.top - Math.min(over, Math.max(0, at.top - 60)) + "px";
    } else if (again && !enter) { close(false); return; }
    raised = one;
    one.box.classList.add("lit");
    if (!enter) return;
    one.box.removeAttribute("aria-hidden");
    one.box.setAttribute("role", "note");
    one.box.setAttribute("aria-label", Room.notes.name(one.note));
    one.box.tabIndex = -1;
    one.words.querySelectorAll("a").forEach(function (link) { link.removeAttribute("tabindex"); });
    one.box.focus({ preventScroll: true });
  }

  function close(back) {
    const one = raised;
    if (!one) return;
    raised = null;
    one.box.classList.remove("lit", "open");
    if (back) Room.notes.focusQuietly(one.marker);
    one.box.setAttribute("aria-hidden", "true");
    ["role", "aria-label", "tabindex"].forEach(function (name) { one.box.removeAttribute(name); });
    one.words.querySelectorAll("a").forEach(function (link) { link.tabIndex = -1; });
    draw(one);
  }

  Room.notes.beside = function (marker) {
    if (layer.hidden || !layer.offsetParent) return null;
    const one = notes.find((each) => each.marker === marker);
    if (!one || one.lost) return null;
    return {
      light: function (on) {
        if (raised !== one) one.box.classList.toggle("lit", on);
        if (on) marker.setAttribute("aria-describedby", one.box.id);
        else marker.removeAttribute("aria-describedby");
      },
      open: function (enter) { open(one, enter); },
    };
  };

  function soon() { if (!frame) frame = requestAnimationFrame(arrange); }

  document.addEventListener("click", function (event) {
    if (raised && !raised.box.contains(event.target) && !event.target.closest(".noteref > a")) close(false);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !raised) return;
    close(raised.box.contains(document.activeElement));
    event.stopImmediatePropagation(); // one thing is closed at a time
  }, true);
  layer.addEventListener("focusout", function (event) {
    if (raised && event.relatedTarget && !raised.box.contains(event.relatedTarget)) close(false);
  });

  Room.on("layout", soon);
  Room.on("settings", soon);
  window.addEventListener("resize", soon);
  // The first time after the first layout, so that nothing in the text moves; then for letters that load, what is opened, settings.
  new ResizeObserver(soon).observe(Room.text);
})();
