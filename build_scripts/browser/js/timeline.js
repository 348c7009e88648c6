/* Choosing the events of one document or topic. Without this script all events are shown and the form is
   not. Nothing is remembered. */
(function () {
  "use strict";

  var form = document.querySelector("form.timeline-filter");
  if (!form) return;

  var events = Array.prototype.slice.call(document.querySelectorAll("ol.events > li"));
  var years = Array.prototype.slice.call(document.querySelectorAll("section.year"));
  var drawn = Array.prototype.slice.call(document.querySelectorAll(".timeline-drawing a[data-events]"));
  var status = form.querySelector("[role=status]");

  function fits(item, name) {
    var choice = form.elements[name];
    if (!choice || choice.value === "") return true;
    return (item.dataset[name] || "").split(" ").indexOf(choice.value) >= 0;
  }

  function show() {
    var shown = {}, count = 0;
    events.forEach(function (item) {
      item.hidden = !(fits(item, "documents") && fits(item, "topics"));
      if (item.hidden) return;
      count += 1;
      shown[item.querySelector("h3").id] = true;
    });
    years.forEach(function (section) {
      section.hidden = !section.querySelector("li[data-documents]:not([hidden])");
      var link = document.querySelector('.years a[href="#' + section.querySelector("h2").id + '"]');
      if (link) link.parentNode.hidden = section.hidden;
    });
    drawn.forEach(function (mark) {
      var some = mark.dataset.events.split(" ").some(function (id) { return shown[id]; });
      // Events of another page are not filtered here.
      var here = mark.dataset.events.split(" ").some(function (id) { return document.getElementById(id); });
      mark.classList.toggle("out", here && !some);
    });
    if (count === events.length) status.textContent = count + (count === 1 ? " event" : " events");
    else status.textContent = count + " of " + events.length + " events";
  }

  // A link to an event that is not shown shows all again.
  function reach() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest("[hidden]") || form.contains(target)) return;
    form.reset();
    show();
    target.scrollIntoView();
  }

  form.addEventListener("change", show);
  form.addEventListener("reset", function () { setTimeout(show); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", reach);
  form.hidden = false;
  // The browser may have kept a choice from before.
  show();
})();
