/* What a reader sets: colours, type, line length, quiet, keys. The script in the head
   (theme/partials/javascripts/base.html) applies what was set before anything is drawn, and says what can be set
   (RoomSettings.may); here it is changed and kept. The panel and the list of keys are loaded when they are first
   asked for (js/settings-panel.js, js/keymap.js).

     Room.settings()      what is set, for this page: {scheme, size, measure, face, quiet, follow, keys}, words only
     Room.change(values)  sets some of them ("" takes one away), keeps them, tells "settings" and, when the room
                          for the text changes, "layout"; gives false if this browser keeps nothing
     Room.keeps()         whether it did, the last time */
(function () {
  "use strict";

  const html = document.documentElement;
  const SHAPE = ["size", "measure", "face", "quiet"]; // these move the text
  const frames = Array.from(document.querySelectorAll("meta[name='theme-color']"), function (meta) { return { meta: meta, content: meta.content }; });
  let kept = true;

  Room.settings = function () {
    const now = {};
    Object.keys(RoomSettings.may).forEach(function (name) {
      const value = html.getAttribute("data-" + name);
      if (value) now[name] = value;
    });
    return now;
  };

  /* The frame that browsers draw around a page, as the page. */
  function frame() {
    const paper = html.hasAttribute("data-scheme") && getComputedStyle(html).getPropertyValue("--paper").trim();
    frames.forEach(function (one) { one.meta.content = paper || one.content; });
  }

  function apply(next, keep) {
    const before = Room.settings();
    const moved = SHAPE.some(function (name) { return (before[name] || "") !== (next[name] || ""); });
    const back = moved && Room.held ? Room.held() : null;
    RoomSettings.apply(next);
    frame();
    if (back) back();
    const now = Room.settings();
    if (keep) kept = Room.set("settings", Object.keys(now).length ? now : null);
    Room.tell("settings", now);
    if (moved) Room.tell("layout");
  }

  Room.change = function (values) {
    apply(Object.assign(Room.settings(), values), true);
    return kept;
  };

  Room.keeps = function () { return kept; };

  // The same in another tab, and when the browser shows a page that it had laid aside.
  function again() {
    const next = RoomSettings.read();
    if (kept && JSON.stringify(next) !== JSON.stringify(Room.settings())) apply(next);
  }
  window.addEventListener("storage", function (event) { if (!event.key || /:settings$/.test(event.key)) again(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) again(); });

  frame();

  // The tools that are seldom used

  const button = document.querySelector(".settings-open");

  function tool(name) {
    Room.load("assets/tools.js").then(function () { Room[name](); }, function (error) { Room.say(error.message); });
  }
  if (button) button.addEventListener("click", function () { tool("settingsPanel"); });
  Room.key("s", "Reading settings: colours, type, length of lines", function () { if (button) button.click(); else return false; }, "The site");
  Room.key("?", "All keys", function () { tool("keymap"); }, "The site");
})();
