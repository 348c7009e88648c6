// What the reference processor (citeproc-js) makes of bibliographic items. Only needed to renew the files in
// tests/data/citations/; the tests read those files and need no Node.
//
//   node citations_reference.js ITEMS.json STYLES_FOLDER > OUT.json
//
// ITEMS.json: a list of CSL-JSON items. STYLES_FOLDER holds the styles of STYLES and locales-en-US.xml.
// tests/citations_reference.py says where they come from, and runs this.
"use strict";
const fs = require("fs");
const path = require("path");
const CSL = require("citeproc");

const STYLES = {
  chicago: "chicago-notes-bibliography-17th-edition",
  mla: "modern-language-association",
  apa: "apa",
};
const [items, folder] = [JSON.parse(fs.readFileSync(process.argv[2], "utf8")), process.argv[3]];
const locale = fs.readFileSync(path.join(folder, "locales-en-US.xml"), "utf8");
const plain = (html) => html.replace(/<\/?div[^>]*>/g, "").trim();

/* One engine for each style; it knows one item at a time, so that no item is told apart from another. */
function engine(style) {
  const xml = fs.readFileSync(path.join(folder, STYLES[style] + ".csl"), "utf8");
  return new CSL.Engine({
    retrieveLocale: () => locale,
    retrieveItem: (id) => JSON.parse(JSON.stringify(items.find((item) => item.id === id))),
  }, xml, "en-US", true);
}

const LINE = { locator: "62", label: "line" };
const found = {};
Object.keys(STYLES).forEach(function (style) {
  const processor = engine(style);
  items.forEach(function (item) {
    const cited = (more) => plain(processor.makeCitationCluster([Object.assign({ id: item.id }, more)]));
    processor.updateItems([item.id]);
    found[item.id] = found[item.id] || {};
    found[item.id][style] = { entry: plain(processor.makeBibliography()[1][0] || ""), cited: cited({}), at: cited(LINE) };
    if (style === "chicago") found[item.id][style].short = cited({ position: 1 });
  });
});
process.stdout.write(JSON.stringify({ processor: CSL.PROCESSOR_VERSION, outputs: found }, null, 1) + "\n");
