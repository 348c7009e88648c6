/* What the scripts of a page share. Loaded first; every other part may rely on it.

     Room.root              address of the top of the site, with a slash at its end
     Room.beside            the page is shown inside another page of the site
     Room.text              the element with the reading text, or null; Room.document its id, or ""
     Room.unit(node)        the block or note of the reading text that holds a node, or null
     Room.place(unit)       its id: l62, fn:7
     Room.el(tag, attributes, children)   an element; children are nodes or plain text, never markup
     Room.get(key, other), Room.set(key, value)   kept in this browser (JSON); a browser that keeps nothing gives `other`
     Room.on(name, action), Room.tell(name, value)  news between the parts: "settings", "layout", "unit", "quiet"
     Room.say(words)        read aloud by screen readers, not shown
     Room.key(key, what, action, group)   a key of the page; `what` stands in the list of keys. Never while typing, and
                            never with Ctrl, Alt or Meta. An action that gives false leaves the key to the browser
     Room.keys              all of them, in order: [{key, what, group}]
     Room.load(path)        promise that a script, named from the top of the site, has run; each once */
var Room = (function () {
  "use strict";

  const UNIT = /^(l[0-9]+[a-z]*|fn(?!ref-).*)$/; // l62, l62b, fn7, fn7-2
  const root = (document.currentScript ? document.currentScript.src : "").replace(/assets\/[^/]*$/, "");
  const listeners = new Map();
  const asked = new Map(); // path → promise
  const keys = [];
  let archive = null, voice = null;

  function el(tag, attributes, children) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(function (pair) {
      if (pair[1] === false || pair[1] === null || pair[1] === undefined) return;
      if (pair[0].slice(0, 2) === "on") element.addEventListener(pair[0].slice(2), pair[1]);
      else element.setAttribute(pair[0], pair[1] === true ? "" : pair[1]);
    });
    [].concat(children === undefined ? [] : children).forEach(function (child) {
      if (child !== null && child !== false) element.append(child);
    });
    return element;
  }

  /* Sites in folders share one store: what is kept bears the name of the archive. */
  function named(key) {
    if (archive === null) {
      const meta = document.querySelector("meta[name='application-name']");
      archive = meta ? meta.content : "";
    }
    return "reading-room:" + archive + ":" + key;
  }

  function get(key, other) {
    try {
      const kept = localStorage.getItem(named(key));
      return kept === null ? other : JSON.parse(kept);
    } catch (error) { return other; }
  }

  function set(key, value) {
    try {
      if (value === undefined || value === null) localStorage.removeItem(named(key));
      else localStorage.setItem(named(key), JSON.stringify(value));
      return true;
    } catch (error) { return false; }
  }

  function on(name, action) {
    if (!listeners.has(name)) listeners.set(name, []);
    listeners.get(name).push(action);
  }

  function tell(name, value) { (listeners.get(name) || []).forEach(function (action) { action(value); }); }

  function say(words) {
    if (!voice) {
      voice = el("p", { class: "hidden-label", role: "status" });
      document.body.append(voice);
    }
    voice.textContent = "";
    setTimeout(function () { voice.textContent = words; }, 60);
  }

  function isTyping(element) {
    return Boolean(element && (element.isContentEditable || (element.matches &&
      element.matches("input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, select"))));
  }

  function key(name, what, action, group) {
    keys.push({ key: name, what: what, group: group || "This page", action: action });
  }

  document.addEventListener("keydown", function (event) {
    if (event.key.length === 1 && document.documentElement.dataset.keys === "off") return; // switched off by the reader
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const found = keys.find(function (one) { return one.key === event.key; });
    if (found && found.action(event) !== false) event.preventDefault();
  });

  function load(path) {
    if (asked.has(path)) return asked.get(path);
    const promise = new Promise(function (resolve, reject) {
      const script = el("script", { src: root + path });
      script.async = false; // they run in the order in which they were asked for
      script.onload = resolve;
      script.onerror = function () {
        script.remove();
        reject(new Error("A part of the site could not be loaded (" + path + "): reload the page."));
      };
      document.head.append(script);
    });
    asked.set(path, promise);
    return promise;
  }

  function unit(node) {
    const element = node && (node.nodeType === 1 ? node : node.parentElement);
    let found = element && element.closest(".document [id]");
    while (found && !UNIT.test(found.id)) found = found.parentElement.closest(".document [id]");
    return found || null;
  }

  /* What an address leads to is never closed. */
  function opened() {
    let at = null;
    try { at = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (error) { return; }
    for (let around = at; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
    if (at) at.scrollIntoView();
  }
  if (location.hash) opened();
  window.addEventListener("hashchange", opened);

  const text = document.querySelector(".document .text");
  return {
    root: root, beside: window.self !== window.top, text: text,
    document: text ? text.getAttribute("data-document") : "",
    unit: unit, place: function (element) { return element ? element.id : ""; },
    el: el, get: get, set: set, on: on, tell: tell, say: say, isTyping: isTyping, key: key, keys: keys, load: load,
  };
})();
