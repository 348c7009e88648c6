/* Loads the quotation checker on its page. */
(function () {
  "use strict";

  function start() {
    const form = document.getElementById("check");
    if (!form) return;
    RRStart.engine().then(function () { return Room.load("assets/check.js"); }).then(function () { RRCheck.start(); })
      .catch(function (error) { document.getElementById("check-off").textContent = error.message; });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else setTimeout(start);
})();
