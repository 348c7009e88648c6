"""The search of the reading room: an index of small classic scripts, read on demand.

It works the same from a server and from a folder (`file://`), because a classic script may be loaded in
both. Nothing is loaded before a reader searches, and a query loads only the files that it needs.

- `letters`, `words`, `calendar`, `stems`: the words of a text. The browser has the same rules in
  `browser/js/search-words.js`; `tests/data/search-words.json` holds both to them.
- `passages`: what can be found: blocks, lines of tables, notes, set-aside stretches, editorial notes.
- `index`, `postings`: which passage holds which word, and where. `catalogue`: what is said of documents
  and entities. `files`: all of it as files; `exporters/search_index.py` writes them to `docs/search/`.
- The engine that reads them is `browser/js/search-*.js`, on the site as one file, `search/engine.js`.

Each other file is one call, `RR.put(name, data, version)`; `version` is the same in all files of one build.
Passages are numbered from 0 in the order of documents, and within one: blocks, notes, set-aside
stretches, editorial notes. Lists and terms are ordered by UTF-16 code units, as browsers compare strings.

`root`          v: the version; n, docs: how many passages and documents; of each document: first (number of
                its first passage), parts (four counts: text, note, aside, editorial; flat), year and kind
                (place in years, kinds; -1 for none); language: of the archive; languages: of the passages,
                the most frequent first; names, topics: whether there are such files; facets: kind → how many
                are counted; together: how many passages are in one file of texts; shards.terms,
                shards.spell: first term of each file.
`t/<i>`         {terms, post}: terms in order, and the entry of each: its list (see `postings`), or `=word` for
                the list of that word, or `@<n>:<name>:<df>` when the list lies in `t/<name>-0` … `-(n-1)`
                ({post}), each of which begins anew; `.` before a list or `@`: no positions. A stem `s~` that is missing has the list of `s`.
`p/<k>`         {documents, units: [[anchor, part, kind, language, section, line, text], …]}: the passages from
                k × together on; documents: number → [id, title, short name, page] of those they are from. The
                anchor of a set-aside stretch is a whole address below the site's root.
`d/<k>`         [[id, title, short name, year or null, kind, page], …], a hundred documents in each.
`s/<i>`         {words, df}: words that may be proposed for misspelled ones, with the number of passages.
`names`         [[entity, label, kind, page, [forms]], …];  `topics`  [[topic, label, page], …].
`facets/<kind>` {ids, post}: of each entity of the kind (or `topic`) the passages, as differences only.

Terms: `word` (also joined: `csipa`), `stem~`, `word=spelling`, `d:1992-04-07`, `e:<entity>` (at the first
token of each mention), `o:<topic>`, `k:title`, `k:head` (no positions). Signs stand behind the word, so
that a word, its stem, its spellings and what begins with it are neighbours, mostly in one file.
"""
