/* Lists for a query, without stopping the page: where a part of the index is missing, what is there is used
   and the reader is told (`state.problems`); after some work the page may draw.

     RRSearch.lists.list(term, state, stem)         promise of the list of a term, or of a stem
     RRSearch.lists.beginning(prefix, most, state)  promise of the words that begin so, at most so many
     RRSearch.lists.breathe()                       null, or a promise to wait for */
(function () {
  "use strict";

  const MOST_SHARDS = 12; // files of terms that one beginning may load
  const PATIENCE = 12; // ms of work before the page may draw

  const postings = RRSearch.postings;

  let worked = 0;

  /* Lets the page live between two pieces of work. */
  function breathe() {
    if (Date.now() - worked < PATIENCE) return null;
    return new Promise(function (resolve) {
      setTimeout(function () { worked = Date.now(); resolve(); }, 0);
    });
  }

  /* A list; where a part of the index is missing, an empty one, and the reader is told. */
  async function list(term, state, stem) {
    try {
      const found = await (stem ? postings.stemList(term) : postings.list(term));
      await breathe();
      return found;
    } catch (error) {
      if (!state.problems.includes(error.message)) state.problems.push(error.message);
      return postings.NONE;
    }
  }

  async function beginning(prefix, most, state) {
    try {
      const found = await postings.beginning(prefix, most, MOST_SHARDS);
      if (!found.complete) state.about = true;
      return found.terms;
    } catch (error) {
      if (!state.problems.includes(error.message)) state.problems.push(error.message);
      return [];
    }
  }

  RRSearch.lists = { list: list, beginning: beginning, breathe: breathe };
})();
