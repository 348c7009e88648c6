/* A table that scrolls inside itself can be reached and scrolled by keyboard; one that does not is no stop. */
(function () {
  "use strict";

  if (!document.querySelector(".md-typeset .table")) return;

  function name(box) {
    const before = box.previousElementSibling;
    const caption = box.querySelector("caption") || (before && before.matches(".caption") ? before : null);
    const words = caption ? caption.cloneNode(true) : null;
    if (words) words.querySelectorAll(".ln, sup, button").forEach(function (sign) { sign.remove(); });
    return words ? words.textContent.trim().slice(0, 120) : "Table";
  }

  function check() {
    document.querySelectorAll(".md-typeset .table").forEach(function (box) {
      const scrolls = box.scrollWidth > box.clientWidth + 1;
      if (scrolls === box.hasAttribute("tabindex")) return;
      const given = { tabindex: "0", role: "region", "aria-label": box.getAttribute("data-label") || name(box) };
      Object.keys(given).forEach(function (key) {
        if (scrolls) box.setAttribute(key, given[key]);
        else box.removeAttribute(key);
      });
    });
  }

  window.addEventListener("resize", check);
  // Called once at the beginning, after the first layout, and whenever a table has become wider or narrower.
  const sizes = new ResizeObserver(check);
  document.querySelectorAll(".md-typeset .table, .md-typeset .table > table").forEach(function (one) { sizes.observe(one); });
})();
