/* What a link leads to, beside it while the pointer or the keyboard is on it: plain text of the files `previews/…`
   (exporters/previews.py), which call Room.preview(name, entries), or of this page itself. Escape closes. */
(function () {
  "use strict";

  const PREPARE = 150, SHOW = 500, LEAVE = 250; // ms: to load and to show after pointing, to close after leaving
  const LONG = 300; // characters of a passage, as in the files
  const ADDRESS = /^(?:([a-z]+)\/([^/]+)|(timeline|compare|bibliography)(?:-\d+)?)\.html$/;
  // Links that say all this beside them, lead through the page, have a box of their own, or look like other words.
  const NONE = "header, nav, footer, form, .rail, .holdings, .name-index, .seek-body, .note-popover, " +
    ".ln, .noteref, .ed, .ed-label, .note-back, [data-quiet] .text a.name";
  const ADDED = ".ln, .noteref, .ed, .ed-label, .note-back, .note-label, .connections, .cited, aside, button";

  const files = new Map(); // name → entries
  let box = null, link = null, title = null, described = null, timer = 0, asked = 0;

  Room.preview = function (name, entries) { files.set(name, entries); };

  function decoded(words) {
    try { return decodeURIComponent(words); } catch (error) { return words; }
  }

  /* Which of `count` files holds a key: FNV-1a of its UTF-16 code units. */
  function place(key, count) {
    let found = 0x811c9dc5;
    for (let i = 0; i < key.length; i++) found = Math.imul(found ^ key.charCodeAt(i), 0x01000193) >>> 0;
    return found % count;
  }

  function own(entries, key) { return entries && Object.prototype.hasOwnProperty.call(entries, key) ? entries[key] : null; }

  async function file(name) {
    await Room.load("previews/" + name.split("/").map(encodeURIComponent).join("/") + ".js");
    return files.get(name);
  }

  async function look(folder, key, count) {
    return count ? own(await file(folder + "/" + place(key, count)), key) : null;
  }

  async function ofKind(kind, key) { return look(kind, key, own(await file("root"), kind)); }

  async function ofPassage(id, anchor) {
    const known = await ofKind("documents", id), folder = "documents/" + id;
    if (!known || !anchor) return known && known.slice(0, 4);
    let found = await look(folder, anchor, known[4]), held = anchor;
    if (typeof found === "string") found = await look(folder, held = found, known[4]); // a line inside a passage
    if (!found) return known.slice(0, 4);
    const about = own(files.get(folder + "/" + place(held, known[4])), "");
    return [about[0] + ", " + found[0], "", found[1], known[1], about[1]];
  }

  /* Of a passage of this page. What is in view needs no preview. */
  function ofThisPage(id) {
    const at = document.getElementById(id);
    const whole = at && /^(A|SPAN)$/.test(at.nodeName) ? Room.unit(at.parentElement) : at;
    if (!whole || !whole.closest(".document")) return null;
    const where = whole.getBoundingClientRect();
    if (where.top >= 0 && where.bottom <= window.innerHeight && where.height) return null;
    const copy = whole.cloneNode(true);
    copy.querySelectorAll(ADDED).forEach(function (added) { added.remove(); });
    const words = copy.textContent.replace(/\s+/g, " ").trim();
    const name = /^(l(?=\d)|fn|ed-)(.*)/.exec(id);
    if (!name || !words) return null;
    return [{ l: "Line ", fn: "Note ", "ed-": "Editor’s note " }[name[1]] + name[2], "",
      words.length > LONG ? words.slice(0, LONG).replace(/\s\S*$/, "") + " …" : words];
  }

  function entryOf(wanted) {
    const parts = wanted.href.split("#"), path = parts[0].split("?")[0], id = decoded(parts[1] || "");
    const here = path === location.href.split(/[?#]/)[0];
    const match = path.startsWith(Room.root) && ADDRESS.exec(decoded(path.slice(Room.root.length)));
    if (!match || (here && !id)) return Promise.resolve(null);
    if (match[1] === "documents") return here ? Promise.resolve(ofThisPage(id)) : ofPassage(match[2], id);
    if (match[1]) return here ? Promise.resolve(null) : ofKind(match[1], match[2]);
    return id ? ofKind(match[3], id) : Promise.resolve(null);
  }

  function part(name, words, language) {
    if (words) box.append(Room.el("p", { class: "preview__" + name, dir: "auto", lang: language || null }, words));
  }

  function fill(entry, remark) {
    if (!box) {
      box = Room.el("div", { class: "preview", id: "preview", role: "tooltip", hidden: true,
        onmouseenter: function () { clearTimeout(timer); }, onmouseleave: function () { later(hide, LEAVE); } });
      (document.querySelector("main") || document.body).append(box);
    }
    box.textContent = "";
    part("kind", entry[0]);
    part("title", entry[1]);
    part("words", entry[2], entry[4]);
    part("facts", remark);
    part("facts", entry[3]);
  }

  /* Below the link or above it, so that all its lines stay free. */
  function put() {
    const lines = link.getClientRects(), first = lines[0], last = lines[lines.length - 1];
    if (!first || last.bottom < 0 || first.top > window.innerHeight) return hide();
    const width = document.documentElement.clientWidth, height = document.documentElement.clientHeight;
    box.style.maxHeight = "";
    const size = box.getBoundingClientRect();
    const below = height - last.bottom - 14, above = first.top - 14;
    const under = size.height <= below || below >= above;
    box.style.maxHeight = Math.max(60, under ? below : above) + "px";
    const shown = Math.min(size.height, under ? below : above);
    box.style.left = Math.max(8, Math.min(under ? last.left : first.left, width - size.width - 8)) + "px";
    box.style.top = (under ? last.bottom + 6 : first.top - shown - 6) + "px";
  }

  function show(entry) {
    // A name may say more than its page does: what it stands for in this place.
    const said = [entry[1], entry[2]].filter(Boolean).join(": ");
    fill(entry, title && title.startsWith(said) ? title.slice(said.length).trim() : "");
    box.hidden = false;
    described = link.getAttribute("aria-describedby");
    link.setAttribute("aria-describedby", (described ? described + " " : "") + "preview");
    put();
  }

  function later(action, delay) {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  }

  function hide() {
    clearTimeout(timer);
    asked++;
    if (!link) return;
    if (title !== null) link.setAttribute("title", title);
    if (box && !box.hidden) {
      box.hidden = true;
      if (described) link.setAttribute("aria-describedby", described);
      else link.removeAttribute("aria-describedby");
    }
    link = title = described = null;
  }

  function point(wanted) {
    hide();
    link = wanted;
    const mine = asked, began = Date.now();
    later(function () {
      entryOf(wanted).catch(function () { return null; }).then(function (entry) { // the link itself works
        if (mine !== asked) return;
        if (!entry) { link = null; return; }
        title = wanted.getAttribute("title"); // the browser's own box would stand beside ours
        wanted.removeAttribute("title");
        later(function () { show(entry); }, Math.max(0, SHOW - (Date.now() - began)));
      });
    }, PREPARE);
  }

  function linkAt(target) {
    const found = target.closest && target.closest("a[href]");
    return found && !found.closest(NONE) ? found : null;
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse" || event.buttons) return;
    const found = linkAt(event.target);
    if (found && found === link) { if (box && !box.hidden) clearTimeout(timer); }
    else if (found) point(found);
  });
  document.addEventListener("pointerout", function (event) {
    if (event.pointerType !== "mouse" || !link || !link.contains(event.target) || link.contains(event.relatedTarget)) return;
    later(hide, box && !box.hidden ? LEAVE : 0);
  });
  document.addEventListener("focusin", function (event) {
    const found = linkAt(event.target);
    if (found && found.matches(":focus-visible")) point(found);
  });
  document.addEventListener("focusout", function (event) { if (event.target === link) hide(); });
  document.addEventListener("pointerdown", function (event) { if (!(box && box.contains(event.target))) hide(); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !box || box.hidden) return;
    event.stopPropagation(); // nothing else closes
    event.preventDefault();
    hide();
  }, true);
  window.addEventListener("scroll", function () { if (box && !box.hidden) put(); }, { passive: true, capture: true });
  window.addEventListener("resize", hide);
  window.addEventListener("pagehide", hide);
  Room.on("settings", hide);
})();
