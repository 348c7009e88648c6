/* An address may name any line of the source: `#l62`. Most lines have their place in the text. Of the others (lines
   of notes, lines that were set aside) this says where they can be seen: on the page of the source as received. */
(function () {
  "use strict";

  const text = Room.text;
  if (!text) return;
  const PART = 3000; // lines of a source on one page: exporters/sources.py
  const all = Number(text.getAttribute("data-lines")) || 0;
  let said = null;

  function look() {
    if (said) said.remove();
    said = null;
    const named = /^#l([1-9][0-9]{0,8})$/.exec(location.hash);
    const line = named ? Number(named[1]) : 0;
    if (!line || line > all || document.getElementById("l" + line)) return;
    const first = Math.floor((line - 1) / PART) * PART + 1;
    const page = encodeURIComponent(Room.document) + (first > 1 ? "-lines-" + first : "") + ".html#s" + line;
    said = Room.el("p", { class: "elsewhere", role: "status" }, [
      "Line " + line + " of the source begins no passage of this text. ",
      Room.el("a", { href: Room.root + "sources/" + page }, "See it as received"),
    ]);
    text.before(said);
    said.scrollIntoView({ block: "center" });
  }

  look();
  window.addEventListener("hashchange", look);
})();
