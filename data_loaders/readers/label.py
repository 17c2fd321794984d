"""Labels and headings: typed in many ways, compared in one."""

import re

import pyarrow as pa
import pyarrow.compute as pc

SPACES = re.compile(r"[\s\u00a0\u202f]+")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
UNTIDY = r"[^ -~]|^ | $|  |^$"  # what every label holds that is not tidy, and some that are


def tidy(text: str | None) -> str | None:
    """A label as it should be typed: plain spaces, plain hyphens; nothing for blanks.

    >>> tidy("NON\u2010TAX\u00a0 REVENUE ")
    'NON-TAX REVENUE'
    """
    return (SPACES.sub(" ", text.translate(DASHES)).strip() or None) if text else None


def tidied(texts: pa.Array) -> pa.Array:
    """The same for many labels.

    >>> tidied(pa.array(["Health", "NON\u2010TAX\u00a0 REVENUE ", " "])).to_pylist()
    ['Health', 'NON-TAX REVENUE', None]
    """
    doubtful = pc.match_substring_regex(texts, UNTIDY)
    if not pc.any(doubtful).as_py():
        return texts
    doubtful = pc.fill_null(doubtful, False)
    tidy_ones = pa.array(map(tidy, texts.filter(doubtful).to_pylist()), pa.string())
    return pc.replace_with_mask(texts.cast(pa.string()), doubtful, tidy_ones)


def heading(text: str) -> str:
    """A heading for comparison: tidied, without capitals, spaces and underscores.

    >>> heading("Posted On") == heading("posted_on") == heading("PostedOn")
    True
    """
    return (tidy(text) or "").casefold().replace(" ", "").replace("_", "")
