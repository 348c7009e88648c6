/* A table that scrolls inside itself can be reached and scrolled by keyboard; one that does not is no stop. */
(function () {
  "use strict";

  const boxes = [...document.querySelectorAll(".md-typeset .table")];
  if (!boxes.length) return;

  function name(box) {
    const before = box.previousElementSibling;
    const caption = box.querySelector("caption") || (before && before.matches(".caption") ? before : null);
    return caption ? caption.textContent.replace(/^[0-9]+/, "").trim().slice(0, 120) : "Table";
  }

  function check() {
    boxes.forEach(function (box) {
      const scrolls = box.scrollWidth > box.clientWidth + 1;
      if (scrolls === (box.getAttribute("data-scrolls") === "1")) return;
      const own = box.getAttribute("data-label") || box.getAttribute("aria-label") || name(box);
      const given = { "data-scrolls": "1", tabindex: "0", role: "region", "aria-label": own, "data-label": own };
      Object.keys(given).forEach(function (key) {
        if (scrolls) box.setAttribute(key, given[key]);
        else if (key !== "data-label") box.removeAttribute(key);
      });
    });
  }

  check();
  window.addEventListener("resize", check);
  Room.on("settings", check);
  Room.on("layout", check);
  if (document.fonts) document.fonts.ready.then(check);
})();
