/* A card beside the words it is about (a sheet from below on a telephone), and a line at the foot of the window
   that says what was done. Escape and a click elsewhere close a card; the focus goes back to where it was.

     RoomCard.open({label, at, back, content, focus, closed}) → element     `at`: a rectangle of the window
     RoomCard.close()          RoomCard.shown() → whether one is open
     RoomCard.button(words, action, kind) → button
     RoomCard.say(words, button, action, stays)     the line; `button` undoes. It goes by itself, but for one that
                                             stays, because nothing else would bring back what is gone */
var RoomCard = (function () {
  "use strict";

  const SHOWN = 10000; // ms
  let card = null, line = null, back = null, closed = null, timer = 0;

  function button(words, action, kind) {
    return Room.el("button", { type: "button", class: "own-button" + (kind ? " own-button--" + kind : ""), onclick: action }, words);
  }

  function place(at) {
    if (window.matchMedia("(max-width: 37.4em)").matches) return; // the sheet has its place
    const size = card.getBoundingClientRect();
    const width = document.documentElement.clientWidth, height = document.documentElement.clientHeight;
    const under = at.bottom + size.height + 10 < height || at.top - size.height < 10;
    const top = under ? Math.max(8, Math.min(at.bottom + 8, height - size.height - 8)) : at.top - size.height - 8;
    card.style.left = Math.max(8, Math.min(at.left, width - size.width - 8)) + window.scrollX + "px";
    card.style.top = top + window.scrollY + "px";
  }

  function open(options) {
    close(true);
    card = Room.el("div", { class: "own-card", role: "dialog", "aria-label": options.label, tabindex: "-1" }, options.content);
    card.addEventListener("keydown", keyed);
    document.body.append(card);
    back = options.back || null;
    closed = options.closed || null;
    place(options.at);
    (options.focus || card).focus({ preventScroll: true });
    return card;
  }

  /* Tab stays in the card: it stands at the end of the page, where nothing of it belongs. */
  function keyed(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") {
      const stops = Array.from(card.querySelectorAll("a[href], button, textarea, input"));
      const first = stops[0], last = stops[stops.length - 1], at = document.activeElement;
      if (event.shiftKey && (at === first || at === card)) { event.preventDefault(); last.focus(); }
      else if (!event.shiftKey && at === last) { event.preventDefault(); first.focus(); }
    }
  }

  function close(silent) {
    if (!card) return;
    const inside = card.contains(document.activeElement), then = closed;
    card.remove();
    card = closed = null;
    if (inside && back && back.isConnected && !silent) back.focus({ preventScroll: true });
    if (then) then();
  }

  document.addEventListener("pointerdown", function (event) {
    // Words that are being written are not lost to a click beside them.
    const written = card && card.querySelector("textarea");
    if (card && !card.contains(event.target) && !(written && written.value !== written.defaultValue)) close(true);
  });

  function quiet() {
    clearInterval(timer);
    if (line) line.remove();
    line = null;
  }

  function say(words, label, action, stays) {
    quiet();
    line = Room.el("div", { class: "own-line" }, [
      Room.el("span", {}, words),
      label ? button(label, function () { quiet(); action(); }) : null,
      button("Close", quiet),
    ]);
    document.body.append(line);
    // Not while somebody is about to use it.
    if (!stays) timer = setInterval(function () { if (!line.matches(":hover, :focus-within")) quiet(); }, SHOWN);
    Room.say(words + (label ? " " + label + " is at the end of the page." : ""));
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && line && !event.defaultPrevented) quiet();
  });

  return { open: open, close: close, shown: function () { return Boolean(card); }, button: button, say: say };
})();
