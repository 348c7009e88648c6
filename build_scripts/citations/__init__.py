"""How to cite a document: from its statements to a bibliographic item, and from the item to the styles.

    names.py      a name as printed → family, given, particle, suffix; or left whole (`literal`)
    kinds.py      the kind of a document → the types of CSL, BibTeX, RIS, Zotero, schema.org
    csl_dates.py  EDTF → date of CSL-JSON, and dates in the words of each style
    item.py       document → CSL-JSON item: the one source of everything below
    rich.py       text with italics, joined so that no sign of punctuation is doubled
    title_case.py headline capitals of English titles
    chicago.py    Chicago Manual of Style, 17th edition: note, short note, bibliography
    mla.py        MLA Handbook, 9th edition: work cited, in the text
    apa.py        APA Publication Manual, 7th edition: reference, in the text
    styles.py     all of them for one item
    bibtex.py     BibTeX and BibLaTeX
    ris.py        RIS

An item is CSL-JSON (citationstyles.org, schema 1.0.2) as a plain dict, and only what the document's
statements say is in it.
"""
