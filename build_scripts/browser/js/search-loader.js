/* The chunks of the search index, each a small script below `search/`, loaded when first needed and once.
   Scripts and not `fetch`: a page opened from a folder may load the one and not the other. A chunk is one
   call, `RR.put(name, data, version)`. Nothing here knows what is in a chunk.

     RR.load("t/12")   a promise of the data; rejects with an Error whose message can be shown
     RR.base           where the chunks are; found from this script's own address
     RR.version        hash of the index, part of each address: another build is another address */
var RR = (function () {
  "use strict";

  const PATIENCE = 30000; // ms: a server that says nothing for so long will not answer

  const chunks = new Map(); // name → promise of its data
  const waiting = new Map(); // name → its resolve and reject

  /* The folder of this script when it is a part of `search/engine.js`; or else the folder `search/` beside the
     folder `assets/` that holds it. */
  function folder() {
    const own = document.currentScript ? document.currentScript.src : "";
    const whole = own.match(/^([^?#]*\/)engine\.js(?:[?#]|$)/);
    if (whole) return whole[1];
    const found = own.match(/^(.*\/)assets\/[^?#]*/);
    return (found ? found[1] : "") + "search/";
  }

  const api = { base: folder(), version: "", load: load, put: put };

  function failure(name, why) {
    const error = new Error("A part of the search index " + why + " (search/" + name + ".js).");
    error.chunk = name;
    return error;
  }

  function load(name) {
    const known = chunks.get(name);
    if (known) return known;
    const promise = new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      const timer = setTimeout(function () { end(failure(name, "did not come")); }, PATIENCE);
      function end(error, data) {
        clearTimeout(timer);
        waiting.delete(name);
        script.remove();
        if (!error) return resolve(data);
        chunks.delete(name); // a later query may try again
        reject(error);
      }
      waiting.set(name, end);
      script.async = true;
      script.onerror = function () { end(failure(name, "could not be loaded")); };
      // A script that ran without a call of `put` is cut off or is something else.
      script.onload = function () { if (waiting.get(name) === end) end(failure(name, "is damaged")); };
      script.src = api.base + name.split("/").map(encodeURIComponent).join("/") + ".js" +
        (api.version ? "?v=" + encodeURIComponent(api.version) : "");
      document.head.appendChild(script);
    });
    chunks.set(name, promise);
    return promise;
  }

  /* Called by the chunks. A chunk of another build than the root's would give wrong passages. */
  function put(name, data, version) {
    const end = waiting.get(name);
    if (!end) {
      if (!chunks.has(name)) chunks.set(name, Promise.resolve(data)); // a script in the page itself
    } else if (version && api.version && version !== api.version) {
      end(failure(name, "belongs to another edition of this site: reload the page"));
    } else if (data === null || typeof data !== "object") {
      end(failure(name, "is damaged"));
    } else {
      end(null, data);
    }
  }

  return api;
})();
