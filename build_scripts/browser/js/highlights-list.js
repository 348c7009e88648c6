/* The list of this reader's highlights and notes: of all texts on `notebook.html`, of one in a dialog of its page.
   Edit, delete, take back, take along (JSON, Markdown), bring in.

     RoomList.page(element), RoomList.fill(element, {document, close, changed(target) → element or null}) */
var RoomList = (function () {
  "use strict";

  function page(element) {
    element.hidden = false;
    fill(element, {});
    window.addEventListener("storage", function () { if (!element.querySelector("textarea")) fill(element, {}); });
  }

  function some(options) {
    return options.document ? RoomStore.sorted(RoomStore.of(options.document)) : RoomStore.all();
  }

  function button(words, action) { return Room.el("button", { type: "button", class: "own-button", onclick: action }, words); }

  function fill(element, options) {
    const annotations = some(options);
    const status = Room.el("p", { class: "own-list__status", role: "status" });
    const list = Room.el("div", { class: "own-list" });
    let group = null, items = null;
    annotations.forEach(function (one) {
      const place = RoomStore.where(one.target[0]);
      if (!items || place.document !== group) {
        group = place.document;
        items = Room.el("ol");
        if (!options.document) list.append(Room.el("h2", {}, Room.el("a", { href: href(place.document, "") , dir: "auto" }, place.title || place.document)));
        list.append(items);
      }
      items.append(item(one, element, options, status));
    });
    element.replaceChildren(counted(annotations, options), ...(annotations.length ? [] : [empty()]), list, tools(element, options, status), status);
    if (options.document) {
      element.append(Room.el("p", { class: "own-card__hint" }, Room.el("a", { href: Room.root + "notebook.html" }, "Highlights and notes on all texts")));
    }
    return status;
  }

  function href(id, line) {
    return Room.root + "documents/" + encodeURIComponent(id) + ".html" + (line ? "#" + encodeURIComponent(line) : "");
  }

  function quantity(number, one) { return number.toLocaleString("en") + " " + one + (number === 1 ? "" : "s"); }

  function counted(annotations, options) {
    const notes = annotations.filter(RoomStore.note).length, texts = new Set(annotations.map(RoomStore.documentOf)).size;
    const words = annotations.length ? quantity(annotations.length, "mark") + (notes ? ", " + notes + " with a note" : "") +
      (options.document ? "" : ", in " + quantity(texts, "text")) + ". " : "";
    return Room.el("p", { class: "own-list__about" }, words +
      "Kept in this browser only, on this device: nobody else can read them, and clearing the browser’s data deletes them. Take a copy now and then.");
  }

  function empty() {
    return Room.el("p", { class: "own-list__empty" }, "Nothing marked yet. Select words in a text, or press m at a paragraph: highlight them, or write a note.");
  }

  function item(one, element, options, status) {
    const note = RoomStore.note(one), first = RoomStore.where(one.target[0]);
    const row = Room.el("li", {}, one.target.map(function (target) {
      return options.changed && options.changed(target) || Room.el("blockquote", { dir: "auto" }, RoomStore.where(target).exact);
    }));
    if (note) row.append(Room.el("p", { class: "own-list__note", dir: "auto" }, note));
    const go = Room.el("a", { href: href(first.document, first.line) }, RoomStore.name(first.line));
    if (options.close) go.addEventListener("click", options.close);
    const day = (one.modified || one.created || "").slice(0, 10);
    const about = " of " + RoomStore.name(first.line);
    const change = button(note ? "Edit note" : "Add a note", function () { write(one, row, element, options); });
    const drop = button("Delete", function () { remove(one, row, element, options, status); });
    change.setAttribute("aria-label", change.textContent + about);
    drop.setAttribute("aria-label", "Delete the mark" + about);
    row.append(Room.el("p", { class: "own-list__facts" }, [go, day ? Room.el("time", { datetime: day }, day) : null, change, drop]));
    return row;
  }

  function write(one, row, element, options) {
    const box = Room.el("textarea", { rows: "4", dir: "auto", "aria-label": "Note on " + RoomStore.name(RoomStore.where(one.target[0]).line) }, RoomStore.note(one));
    function done(keep) {
      if (keep) {
        const changed = RoomStore.withNote(one, box.value.trim());
        changed.modified = new Date().toISOString();
        if (!RoomStore.put(changed)) { fault.textContent = "Not kept: this browser does not let the page keep anything."; return; }
      }
      fill(element, options).textContent = keep ? "Kept in this browser." : "";
    }
    const fault = Room.el("p", { class: "own-card__hint", role: "alert" });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); done(false); }
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); done(true); }
    });
    row.querySelectorAll(".own-list__facts, .own-list__note").forEach(function (part) { part.remove(); });
    row.append(box, fault, Room.el("p", { class: "own-card__buttons" }, [
      button("Keep", function () { done(true); }), button("Cancel", function () { done(false); }),
    ]));
    box.focus();
  }

  function remove(one, row, element, options, status) {
    if (!RoomStore.remove(one)) { status.textContent = "Not deleted: this browser does not let the page keep anything."; return; }
    const undo = button("Undo", function () {
      RoomStore.put(one);
      fill(element, options).textContent = "It is back.";
    });
    row.className = "own-list__gone";
    row.replaceChildren(Room.el("span", {}, "Deleted. "), undo);
    undo.focus();
    Room.say("Deleted.");
  }

  function tools(element, options, status) {
    const name = options.document ? "highlights-" + options.document : "highlights";
    const input = Room.el("input", { type: "file", accept: ".json,application/json", hidden: true });
    input.addEventListener("change", function () {
      if (input.files[0]) bring(input.files[0], element, options, status);
      input.value = "";
    });
    const row = Room.el("p", { class: "own-list__tools" });
    if (some(options).length) {
      row.append(
        button("Export as JSON", function () { RoomFiles.save(name + ".json", RoomFiles.json(some(options)), "application/json"); }),
        button("Export as Markdown", function () { RoomFiles.save(name + ".md", RoomFiles.markdown(some(options)), "text/markdown"); }));
    }
    row.append(button("Import a JSON file", function () { input.click(); }), input);
    return row;
  }

  async function bring(file, element, options, status) {
    try {
      const parsed = RoomFiles.parsed(await file.text());
      const result = RoomStore.merge(parsed.annotations);
      if (!result.kept) throw new Error("Not kept: this browser does not let the page keep anything, or has no room left.");
      const said = [quantity(result.added, "mark") + " added"];
      if (result.newer) said.push(result.newer + " brought up to date");
      if (result.same) said.push(result.same + " already here");
      if (parsed.faults.length) said.push(parsed.faults.length + " left out. " + parsed.faults.slice(0, 3).join(" "));
      fill(element, options).textContent = said.join(", ").replace(/\.$/, "") + ".";
    } catch (error) {
      status.textContent = error.message;
    }
  }

  return { page: page, fill: fill };
})();
