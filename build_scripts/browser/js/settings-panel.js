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
