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
