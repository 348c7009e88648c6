/* Another page of the site beside the text, in a frame of its own that is scrolled by itself. Pages from a folder
   may not look into each other: they send messages, and each takes only those of its own frame.

     Room.tell("beside", {href, name, from})   opens it; null closes it. `from` has the focus again when it closes */
(function () {
  "use strict";

  const NARROW = "(max-width: 37.49em)"; // a telephone has no room for two texts: there it is a link
  const html = document.documentElement, el = Room.el;
  let pane = null, frame = null, title = null, link = null, from = null;

  function build() {
    title = el("h2", { id: "beside-title" });
    link = el("a", { href: "" }, "Open as page");
    frame = el("iframe", { title: "Text beside this one" });
    pane = el("aside", { class: "panel beside-pane md-typeset", id: "beside", "aria-labelledby": "beside-title", tabindex: "-1", hidden: true }, [
      el("div", { class: "panel__head" }, [title, link,
        el("button", { type: "button", class: "panel__close", "aria-label": "Close the text beside", onclick: close }, "×")]), frame]);
    (document.querySelector("#connected") || document.querySelector("main") || document.body).after(pane);
  }

  function open(what) {
    if (what.href.indexOf(Room.root) !== 0) return; // pages of this site only
    if (matchMedia(NARROW).matches) { location.href = what.href; return; }
    if (!pane) build();
    const back = Room.held ? Room.held() : null, was = !pane.hidden;
    from = what.from || null;
    title.textContent = what.name;
    link.href = what.href;
    frame.title = what.name;
    // A new address in the same frame would be a step of the reader's way back.
    const next = frame.cloneNode(false);
    next.src = what.href;
    frame.replaceWith(next);
    frame = next;
    pane.hidden = false;
    html.classList.add("has-beside");
    if (back) back();
    if (!was) Room.tell("layout");
    pane.focus({ preventScroll: true });
  }

  function close() {
    if (!pane || pane.hidden) return;
    const back = Room.held ? Room.held() : null, inside = pane.contains(document.activeElement);
    pane.hidden = true;
    frame.removeAttribute("src");
    html.classList.remove("has-beside");
    if (back) back();
    Room.tell("layout");
    if (inside && from && from.isConnected) from.focus({ preventScroll: true });
  }

  window.addEventListener("message", function (event) {
    const said = event.data;
    if (!frame || event.source !== frame.contentWindow || !said) return;
    if (said.room === "close") close();
    else if (said.room === "shown" && typeof said.href === "string" && said.href.indexOf(Room.root) === 0) {
      link.href = said.href;
      title.textContent = frame.title = String(said.title);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented || !pane || pane.hidden || Room.isTyping(event.target)) return;
    event.preventDefault();
    close();
  });
  Room.on("beside", function (what) { if (what) open(what); else close(); });
  Room.on("settings", function (now) { if (now.quiet) close(); });
})();
