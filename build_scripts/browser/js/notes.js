/* Notes, the author's and the editor's, beside their markers: on hover, on focus, on tap. Escape closes and gives the focus back.
   Without this script a marker is a plain link to its note, and so it stays for a click with a
   modifier key. The page never scrolls by itself. */
(function () {
  "use strict";

  var SHOW_AFTER = 120; // ms: a pointer that only crosses a marker opens nothing
  var HIDE_AFTER = 250; // ms: time to move the pointer from the marker into the note

  var box = null;
  var opener = null; // the marker whose note is shown
  var pinned = false; // opened by click or Enter: stays until closed
  var timer = 0;

  function noteOf(marker) {
    var hash = marker.getAttribute("href") || "";
    if (hash.charAt(0) !== "#") return null;
    var id = hash.slice(1);
    return document.getElementById(id) || document.getElementById(decodeURIComponent(id));
  }

  function build() {
    box = document.createElement("div");
    box.className = "note-popover md-typeset";
    box.id = "note-popover";
    box.hidden = true;
    box.tabIndex = -1;
    box.setAttribute("role", "dialog");
    document.body.appendChild(box);
    box.addEventListener("mouseenter", function () { clearTimeout(timer); });
    box.addEventListener("mouseleave", function () { if (!pinned) later(hide, HIDE_AFTER); });
    box.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !box.contains(event.relatedTarget) && event.relatedTarget !== opener) hide();
    });
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Tab" || !opener) return;
      // The box stands at the end of the document: leaving it leads back to the marker.
      var stops = box.querySelectorAll("a[href], button");
      var first = stops[0], last = stops[stops.length - 1], back = event.shiftKey;
      if ((back && (document.activeElement === first || document.activeElement === box)) ||
          (!back && document.activeElement === last)) {
        var marker = opener;
        event.preventDefault();
        hide();
        focusQuietly(marker);
      }
    });
  }

  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  // Focus without opening the note again.
  var quiet = false;
  function focusQuietly(element) {
    quiet = true;
    element.focus({ preventScroll: true });
    quiet = false;
  }

  function fill(note, hash) {
    box.textContent = "";
    var copy = note.cloneNode(true);
    copy.querySelectorAll("a.ln, a.note-back").forEach(function (link) { link.remove(); });
    copy.querySelectorAll("a.ed-label").forEach(function (link) {
      var letter = document.createElement("span"); // a letter that leads back where one is
      letter.className = "note-label";
      letter.textContent = link.textContent;
      link.replaceWith(letter);
    });
    copy.querySelectorAll("[id]").forEach(function (element) { element.removeAttribute("id"); });
    while (copy.firstChild) box.appendChild(copy.firstChild);
    var foot = document.createElement("div");
    foot.className = "note-popover__foot";
    var go = document.createElement("a");
    go.href = hash;
    go.textContent = "Go to the note";
    go.addEventListener("click", function () { hide(); });
    var close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", function () {
      var marker = opener;
      hide();
      if (marker) focusQuietly(marker);
    });
    foot.appendChild(go);
    foot.appendChild(close);
    box.appendChild(foot);
    var label = note.querySelector(".note-label, .ed-label");
    var kind = label && label.classList.contains("ed-label") ? "Editor’s note " : "Note ";
    box.setAttribute("aria-label", kind + (label ? label.textContent.trim() : ""));
  }

  function place(marker) {
    var at = marker.getBoundingClientRect();
    var width = document.documentElement.clientWidth;
    var height = document.documentElement.clientHeight;
    box.style.left = "0";
    box.style.top = "0";
    box.hidden = false;
    var size = box.getBoundingClientRect();
    var left = Math.max(12, Math.min(at.left + at.width / 2 - size.width / 2, width - size.width - 12));
    var below = at.bottom + 4;
    var above = at.top - size.height - 4;
    var top = below + size.height > height - 8 && above > 8 ? above : below;
    box.style.left = left + window.scrollX + "px";
    box.style.top = top + window.scrollY + "px";
  }

  function show(marker) {
    var note = noteOf(marker);
    if (!note) return false;
    clearTimeout(timer);
    if (!box) build();
    if (opener && opener !== marker) opener.removeAttribute("aria-describedby");
    fill(note, marker.getAttribute("href"));
    opener = marker;
    marker.setAttribute("aria-describedby", "note-popover");
    place(marker);
    return true;
  }

  function hide() {
    clearTimeout(timer);
    pinned = false;
    if (!box || box.hidden) return;
    box.hidden = true;
    if (opener) opener.removeAttribute("aria-describedby");
    opener = null;
  }

  function markerAt(target) {
    var marker = target && target.closest ? target.closest(":is(.noteref, .ed) > a[href^='#']") : null;
    return marker && !(box && box.contains(marker)) ? marker : null;
  }

  document.addEventListener("pointerover", function (event) {
    var marker = event.pointerType === "mouse" && markerAt(event.target);
    if (marker && !pinned && marker !== opener) later(function () { show(marker); }, SHOW_AFTER);
    else if (marker && marker === opener) clearTimeout(timer);
  });
  document.addEventListener("pointerout", function (event) {
    var marker = event.pointerType === "mouse" && markerAt(event.target);
    if (!marker || pinned || marker.contains(event.relatedTarget)) return;
    later(hide, HIDE_AFTER);
  });
  document.addEventListener("focusin", function (event) {
    var marker = markerAt(event.target);
    if (marker && !quiet && marker.matches(":focus-visible")) { pinned = false; show(marker); }
  });
  document.addEventListener("focusout", function (event) {
    if (event.target !== opener || pinned) return;
    if (event.relatedTarget && box && box.contains(event.relatedTarget)) return;
    hide();
  });
  document.addEventListener("click", function (event) {
    var marker = markerAt(event.target);
    if (marker) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
      if (pinned && opener === marker) { event.preventDefault(); hide(); return; }
      if (!show(marker)) return;
      event.preventDefault();
      pinned = true;
      // Enter (detail 0) goes into the note, so that its links can be reached.
      if (event.detail === 0) box.focus({ preventScroll: true });
      return;
    }
    if (box && !box.hidden && !box.contains(event.target)) hide();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !box || box.hidden) return;
    var marker = opener;
    var inside = box.contains(document.activeElement);
    hide();
    if (inside && marker) focusQuietly(marker);
    event.stopPropagation();
  }, true);
  window.addEventListener("resize", hide);
})();
