"""The mark that a copied citation carries: where the passage stands, and what it said.

    [miller-2014#l62:1a2b3c4d]

is the document, the id of the block or note, and the hash of its reading text (`releases.text_hash`: eight
hexadecimal digits). The digits change when a letter of the passage changes, so anybody who has
the mark can see later whether the text is still the one that was cited. Thirty-two bits tell versions of
one passage apart; they are no proof against somebody who forges.
"""

from __future__ import annotations

import re

MARK = re.compile(r"\[([a-z0-9][a-z0-9-]{0,63})#([^\s\[\]:]+):([0-9a-f]{8})\]")
"""(document, unit as in an address: percent-encoded, hash)."""
