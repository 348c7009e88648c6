/* Names in the text are quiet links; this button makes all of them visible. The choice is kept in the
   browser, when it allows that. Without this script the links work and show on hover and focus. Escape
   takes away the explanation that stands under a name or short form while it has the focus. */
(function () {
  "use strict";

  document.addEventListener("keydown", function (event) {
    var here = event.key === "Escape" && document.activeElement;
    if (here && here.matches(".text :is(abbr, a.name)[title]")) here.classList.add("told");
  });
  document.addEventListener("focusout", function (event) { event.target.classList.remove("told"); });

  var KEY = "reading-room.names";
  var row = document.querySelector(".show-names");
  var button = row && row.querySelector("button");
  if (!button || !document.querySelector(".text a.name")) return;

  function stored() {
    try { return localStorage.getItem(KEY) === "shown"; } catch (error) { return false; }
  }
  function show(on) {
    document.documentElement.classList.toggle("names-shown", on);
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "Hide names in the text" : "Show names in the text";
  }
  button.addEventListener("click", function () {
    var on = button.getAttribute("aria-pressed") !== "true";
    show(on);
    try { localStorage.setItem(KEY, on ? "shown" : "hidden"); } catch (error) { /* not kept */ }
  });
  row.hidden = false;
  show(stored());
})();
