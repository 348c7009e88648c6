/* js/settings-panel.js */
/* The panel of the reading settings, below its button in the header: not modal, what is set is seen at once.

     Room.settingsPanel()   opens it, or closes it */
(function () {
  "use strict";

  const NORMAL = 4; // the size of type that is not set
  const el = Room.el;
  const button = document.querySelector(".settings-open");
  let panel = null;

  function choice(name, legend, options) {
    return el("fieldset", { class: "settings__choice settings__choice--" + name }, [
      el("legend", {}, legend),
      el("div", {}, options.map(function (option) {
        const input = el("input", { type: "radio", name: "settings-" + name, value: option[0], onchange: function () {
          Room.change({ [name]: option[0] });
        } });
        return el("label", { "data-scheme": name === "scheme" && option[0] || null }, [input, el("span", {}, option[1])]);
      })),
    ]);
  }

  function tick(name, value, words, hint) {
    const input = el("input", { type: "checkbox", name: name, value: value, onchange: function () {
      // What is kept for keys is that they are off.
      Room.change({ [name]: input.checked === (name !== "keys") ? value : "" });
    } });
    return el("label", { class: "settings__tick" }, [input, el("span", {}, words), hint ? el("kbd", {}, hint) : null]);
  }

  function step(by) {
    const size = Number(Room.settings().size || NORMAL) + by;
    if (size >= 1 && size <= 7) Room.change({ size: size === NORMAL ? "" : String(size) });
  }

  function build() {
    const sizes = el("div", { class: "settings__size", role: "group", "aria-label": "Type size" }, [
      el("button", { type: "button", onclick: function () { step(-1); } }, [el("span", { "aria-hidden": "true" }, "A−"), el("span", { class: "hidden-label" }, "Smaller type")]),
      el("output", { role: "status" }),
      el("button", { type: "button", onclick: function () { step(1); } }, [el("span", { "aria-hidden": "true" }, "A+"), el("span", { class: "hidden-label" }, "Larger type")]),
    ]);
    panel = el("div", { class: "settings", id: "settings", role: "dialog", "aria-labelledby": "settings-title", tabindex: "-1", hidden: true }, [
      el("p", { class: "settings__title", id: "settings-title" }, "Reading settings"),
      sizes,
      choice("scheme", "Colours", [["", "As the device"], ["contrast", "High contrast"], ["light", "Light"], ["sepia", "Sepia"], ["dark", "Dark"]]),
      choice("face", "Typeface", [["", "Serif"], ["sans", "Sans-serif"]]),
      choice("measure", "Length of lines", [["narrow", "Narrow"], ["", "Normal"], ["wide", "Wide"]]),
      el("div", { class: "settings__ticks" }, [
        tick("quiet", "1", "Only the text", "q"),
        tick("follow", "1", "The panel of connections follows reading"),
        tick("keys", "off", "Keys of one letter"),
      ]),
      el("p", { class: "settings__lost", hidden: true }, "This browser keeps no settings: they hold for this page."),
      el("div", { class: "settings__foot" }, [
        el("button", { type: "button", class: "settings__reset", onclick: reset }, "Reset"),
        el("button", { type: "button", onclick: function () { close(true); Room.keymap(); } }, "All keys"),
        el("button", { type: "button", onclick: function () { close(true); } }, "Close"),
      ]),
    ]);
    panel.addEventListener("focusout", function (event) {
      const next = event.relatedTarget;
      if (next && !panel.contains(next) && next !== button) close(false);
    });
    document.querySelector(".md-header").after(panel);
    button.setAttribute("aria-controls", "settings");
  }

  function show() {
    if (!panel) return;
    const now = Room.settings(), size = Number(now.size || NORMAL);
    const ends = panel.querySelectorAll(".settings__size button");
    panel.querySelector("output").textContent = "Size " + size + " of 7";
    ends[0].setAttribute("aria-disabled", String(size === 1));
    ends[1].setAttribute("aria-disabled", String(size === 7));
    panel.querySelectorAll("input").forEach(function (input) {
      const name = input.name.replace("settings-", "");
      if (input.type === "radio") input.checked = (now[name] || "") === input.value;
      else input.checked = (now[name] === input.value) === (name !== "keys");
    });
    panel.querySelector(".settings__lost").hidden = Room.keeps();
  }

  function reset() {
    Room.change({ scheme: "", size: "", measure: "", face: "", quiet: "", follow: "", keys: "" });
    Room.say("Settings are as they were at first.");
  }

  function open() {
    if (!panel) build();
    document.documentElement.classList.remove("header-away");
    show();
    panel.hidden = false;
    panel.style.setProperty("--from-right", Math.max(8, document.documentElement.clientWidth - button.getBoundingClientRect().right) + "px");
    button.setAttribute("aria-expanded", "true");
    panel.focus({ preventScroll: true });
  }

  function close(back) {
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus({ preventScroll: true });
  }

  Room.on("settings", show);
  document.addEventListener("click", function (event) {
    if (!button.contains(event.target) && panel && !panel.contains(event.target)) close(false);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !panel || panel.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    close(true);
  }, true);
  Room.settingsPanel = function () { if (panel && !panel.hidden) close(true); else open(); };
})();
;
/* js/keymap.js */
/* The list of all keys, on `?`: what every part of the page has registered (Room.key).

     Room.keymap()   shows it */
(function () {
  "use strict";

  const el = Room.el;
  let dialog = null;

  Room.keymap = function () {
    const off = document.documentElement.getAttribute("data-keys") === "off";
    const here = document.getElementById("how-to-search"); // on the page of the search
    const groups = new Map([["The text", []]]); // first, where there is one
    Room.keys.forEach(function (one) {
      if (!groups.has(one.group)) groups.set(one.group, []);
      groups.get(one.group).push(one);
    });
    if (!groups.get("The text").length) groups.delete("The text");
    if (!dialog) {
      dialog = el("dialog", { class: "keymap", "aria-labelledby": "keymap-title" });
      // Nothing of the page behind answers; a click beside the list closes it.
      dialog.addEventListener("keydown", function (event) {
        if (event.key === "?") { event.preventDefault(); dialog.close(); }
        event.stopPropagation();
      });
      dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
      document.body.append(dialog);
    }
    dialog.textContent = "";
    dialog.append(
      el("h2", { id: "keymap-title" }, "Keys"),
      el("p", {}, off ? "They are switched off in the reading settings." : "They can be switched off in the reading settings."),
      el("div", { class: "keymap__groups", tabindex: "0", role: "region", "aria-label": "All keys" }, Array.from(groups, function (group) {
        return el("section", {}, [el("h3", {}, group[0]), el("dl", {}, group[1].map(function (one) {
          return el("div", {}, [el("dt", {}, el("kbd", {}, one.key)), el("dd", {}, one.what)]);
        }))]);
      })),
      el("div", { class: "keymap__foot" }, [
        el("a", { href: (here ? "" : Room.root + "search.html") + "#how-to-search", onclick: function () {
          dialog.close();
          if (here) here.open = true;
        } }, "How to search"),
        el("button", { type: "button", autofocus: true, onclick: function () { dialog.close(); } }, "Close"),
      ]));
    dialog.showModal();
  };

  Room.key("Esc", "Close what is open", function () { return false; }, "The site"); // for the list: each part closes itself
})();
;
