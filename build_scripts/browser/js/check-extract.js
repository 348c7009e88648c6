/* The quotations in what was pasted: each in its marks, or a paragraph that has none.

     RRCheck.quotations(text)  [{text, paragraph, hash, place}]: `paragraph` when the marks stand inside what
                               may itself be a quotation; `hash`, `place`: what a copied citation says behind it */
(function () {
  "use strict";

  const PAIRS = { "“": "”", "„": "“”", "«": "»", "‹": "›", "”": "”", '"': '"' };
  const LONGEST = 6000; // characters of one quotation
  const MOST = 60; // quotations of one text
  const CITED = /\[[\w.-]+#([^\s:\]]+):([0-9a-f]{8})\]/; // as copied citations end: citations/passages.py

  /* What stands between marks, outermost: [{start, end}] of the inner text. */
  function marked(text) {
    const found = [];
    for (let at = 0; at < text.length; at++) {
      const closers = PAIRS[text[at]];
      if (!closers || (text[at] === '"' && /[\p{L}\p{N}]/u.test(text[at - 1] || " "))) continue;
      let depth = 1, end = at + 1;
      for (; end < text.length; end++) {
        if (closers.includes(text[end]) && !(text[end] === '"' && /\s/.test(text[end - 1]) && depth === 1 && end === at + 1)) depth--;
        else if (text[end] === text[at]) depth++;
        if (!depth) break;
      }
      if (depth) continue;
      if (end > at + 1) found.push({ start: at + 1, end: end });
      at = end;
    }
    return found;
  }

  function behind(text) {
    const match = CITED.exec(text.slice(0, 600));
    return { place: match ? match[1] : "", hash: match ? match[2] : "" };
  }

  function quotations(text) {
    const found = [];
    text.split(/\n\s*\n/).forEach(function (block) {
      const paragraph = block.trim().replace(/\s+/g, " ");
      if (!paragraph) return;
      const inner = marked(paragraph);
      if (!inner.length) {
        found.push({ text: paragraph.slice(0, LONGEST), paragraph: false, hash: "", place: "" });
        return;
      }
      const outer = inner[0], alone = inner.length === 1 && outer.start === 1 && outer.end >= paragraph.length - 2;
      if (!alone) found.push({ text: paragraph.slice(0, LONGEST), paragraph: true, hash: "", place: "" });
      inner.forEach(function (one) {
        found.push(Object.assign({ text: paragraph.slice(one.start, one.end).slice(0, LONGEST), paragraph: false }, behind(paragraph.slice(one.end + 1))));
      });
    });
    return found.slice(0, MOST);
  }

  /* Judges all: a paragraph with quotations in it counts as a quotation only if it stands in the archive.
     `tell(done, of)` is called after each. Promise of [{quotation, result}]. */
  async function check(text, tell) {
    const all = quotations(text), found = [];
    let skip = false;
    for (let k = 0; k < all.length; k++) {
      if (all[k].paragraph) skip = false;
      if (!(skip && !all[k].paragraph)) {
        const result = await RRCheck.judge(all[k].text);
        const known = ["verbatim", "omissions", "edited"].includes(result.verdict);
        if (all[k].paragraph) skip = known;
        if (!all[k].paragraph || known) found.push({ quotation: all[k], result: result });
      }
      if (!all[k].paragraph && (k + 1 >= all.length || all[k + 1].paragraph)) skip = false;
      if (tell) tell(k + 1, all.length);
    }
    return found;
  }

  RRCheck.quotations = quotations;
  RRCheck.check = check;
})();
