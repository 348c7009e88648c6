/* What is connected to a paragraph or note. A dot in the margin says how much; a click on the number, a tap on the
   dot, or `o` opens a panel beside the text (from below where the screen is small). The text stays as it was:
   nothing is covered for good, nothing is modal. Content: `<details class="connections">` under the passage, the
   names and notes in it. What fills the panel is loaded when it is first opened (js/connections.js, js/beside.js). */
(function () {
  "use strict";

  if (Room.beside) { // a page in the frame of another: that one has the panel (js/beside.js)
    const name = " · " + document.querySelector("meta[name='application-name']").content;
    parent.postMessage({ room: "shown", title: document.title.replace(name, ""), href: location.href }, "*");
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && !event.defaultPrevented) parent.postMessage({ room: "close" }, "*");
    });
    return;
  }
  if (!Room.text) return;
  const html = document.documentElement, el = Room.el;
  const FEW = 3, MANY = 8; // connections from which on a dot is larger
  let panel = null, title = null, body = null, follow = null;
  let unit = null; // whose connections are shown
  let opener = null; // has the focus again when the panel closes
  let current = null; // the paragraph last chosen with a key or a click

  function byId(id) { return document.getElementById(id); }
  function dotOf(one) { return one && one.querySelector(":scope > .dot"); }
  function isOpen() { return Boolean(panel && !panel.hidden); }

  Room.text.querySelectorAll("details.connections").forEach(function (details) {
    const one = byId(details.id.slice(2)), label = details.querySelector("summary").textContent;
    if (!one) return;
    const many = details.querySelectorAll("[data-kind]:not([data-kind=topics]) li").length;
    const dot = el("button", { type: "button", class: "dot", "data-much": many < FEW ? 1 : many < MANY ? 2 : 3,
      "aria-label": label, "aria-expanded": "false" });
    const number = one.querySelector(":scope > a.ln"), end = one.querySelector(":scope > .note-back");
    if (number) number.after(dot); else if (end) end.before(dot); else one.append(dot);
  });

  // Open and close

  function build() {
    title = el("h2", { id: "connected-title" });
    follow = el("button", { type: "button", class: "panel__follow", onclick: function () {
      const on = !html.hasAttribute("data-follow");
      Room.change({ follow: on ? "1" : "" });
      if (on) followed();
    } }, "Follow reading");
    body = el("div", { class: "panel__body" });
    panel = el("aside", { class: "panel connected-panel md-typeset", id: "connected", "aria-labelledby": "connected-title", tabindex: "-1", hidden: true }, [
      el("div", { class: "panel__head" }, [title, follow,
        el("button", { type: "button", class: "panel__close", "aria-label": "Close what is connected", onclick: close }, "×")]),
      body,
    ]);
    // After the text, before the foot of the page: the order in which it is reached by keyboard.
    (document.querySelector("main") || document.body).after(panel);
    settled();
  }

  function settled() {
    if (follow) follow.setAttribute("aria-pressed", String(html.hasAttribute("data-follow")));
    if (html.hasAttribute("data-quiet") && isOpen()) close();
  }

  function mark(one) {
    if (unit) unit.classList.remove("selected");
    const dot = dotOf(unit);
    if (dot) dot.setAttribute("aria-expanded", "false");
    unit = one;
    if (!one) return;
    one.classList.add("selected");
    if (dotOf(one)) dotOf(one).setAttribute("aria-expanded", "true");
  }

  function show(one) {
    if (one === unit) return;
    const inside = body.contains(document.activeElement);
    mark(one);
    const made = Room.connections(one);
    title.textContent = "Connected to " + made.name;
    body.replaceChildren(made.content);
    body.scrollTop = 0;
    if (inside) panel.focus({ preventScroll: true });
  }

  function open(one, from, into) {
    if (html.hasAttribute("data-quiet")) return false;
    if (!Room.connections) {
      Room.load("assets/connections.js").then(function () { open(one, from, into); }, function () {
        const list = byId("c-" + one.id); // better there than nowhere
        if (list) { list.style.display = "block"; list.open = true; }
      });
      return true;
    }
    if (!panel) build();
    const was = isOpen(), back = was || !Room.held ? null : Room.held();
    Room.tell("beside", null);
    opener = from || opener;
    current = one;
    panel.hidden = false;
    show(one);
    if (!was) {
      html.classList.add("has-panel");
      if (back) back();
      Room.tell("layout");
    }
    clear(one);
    const dot = dotOf(one);
    if (into) panel.focus({ preventScroll: true });
    else Room.say(title.textContent + (dot ? dot.getAttribute("aria-label").slice(9) : ": nothing in other texts")); // without "Connected"
    return true;
  }

  /* A sheet from below never hides the paragraph that it speaks of. */
  function clear(one) {
    const box = one.getBoundingClientRect(), sheet = panel.getBoundingClientRect();
    const end = sheet.left > 0 || sheet.top <= 0 ? window.innerHeight : sheet.top;
    if (box.top < 0 || box.top > end - 60) window.scrollBy({ top: box.top - Math.min(90, end / 4), behavior: "instant" });
  }

  function close() {
    if (!isOpen()) return;
    const inside = panel.contains(document.activeElement), one = unit;
    const back = Room.held ? Room.held() : null;
    panel.hidden = true;
    html.classList.remove("has-panel");
    mark(null);
    if (back) back();
    Room.tell("layout");
    if (!inside) return;
    const to = opener && opener.isConnected ? opener : dotOf(one) || one.querySelector("a.ln");
    if (to) to.focus({ preventScroll: true });
  }

  // What opens it

  function plain(event) { return !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button || event.defaultPrevented); }

  document.addEventListener("click", function (event) {
    if (!plain(event)) return;
    const dot = event.target.closest(".dot"), number = event.target.closest(".document [id] > a.ln");
    const led = event.target.closest("a[href^='#c-']");
    const one = (dot || number) ? (dot || number).parentElement : led && byId(led.hash.slice(3));
    if (!one || html.hasAttribute("data-quiet")) return;
    event.preventDefault();
    if (dot && one === unit && isOpen()) { close(); return; }
    history.replaceState(history.state, "", "#" + encodeURIComponent(one.id));
    if (dot) Room.tell("unit", one);
    open(one, dot || number || led, event.detail === 0); // 0: by keyboard
    if (led) one.scrollIntoView();
  });

  Room.on("unit", function (one) {
    current = one;
    if (isOpen()) { opener = dotOf(one) || one.querySelector(":scope > a.ln"); show(one); clear(one); }
  });
  Room.on("settings", settled);

  Room.key("o", "What is connected to the paragraph; again: back to it", function () {
    const at = document.activeElement;
    if (isOpen() && panel.contains(at)) { close(); return true; }
    const one = Room.unit(at) || (seen(current) ? current : null) || (Room.reading && Room.reading());
    return one ? open(one, dotOf(one) || one.querySelector(":scope > a.ln"), true) : false;
  }, "The text");

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented || !isOpen() || Room.isTyping(event.target)) return;
    if (html.classList.contains("has-beside")) return; // that one first
    event.preventDefault();
    close();
  });

  // Following

  function seen(one) {
    const box = one && one.getBoundingClientRect();
    return Boolean(box && box.bottom > 0 && box.top < window.innerHeight);
  }

  function followed() {
    if (!isOpen() || !Room.reading || body.contains(document.activeElement)) return;
    const one = Room.reading();
    if (one && one !== unit) { opener = null; show(one); }
  }
  let waiting = false;
  window.addEventListener("scroll", function () {
    if (waiting || !isOpen() || !html.hasAttribute("data-follow")) return;
    waiting = true;
    requestAnimationFrame(function () { waiting = false; followed(); });
  }, { passive: true });

  // An address that leads to the list under a passage leads to the panel.
  function led() {
    let one = null;
    try { one = /^#c-/.test(location.hash) && byId(decodeURIComponent(location.hash.slice(3))); } catch (error) { return; }
    if (!one) return;
    one.scrollIntoView();
    open(one, null, false);
  }
  window.addEventListener("hashchange", led);
  led();
})();
