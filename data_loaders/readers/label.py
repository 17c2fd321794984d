"""Labels and headings: typed in many ways, compared in one."""

import re

SPACES = re.compile(r"[\s\u00a0\u202f]+")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def tidy(text: str | None) -> str | None:
    """A label as it should be typed: plain spaces, plain hyphens; nothing for blanks.

    >>> tidy("NON\u2010TAX\u00a0 REVENUE ")
    'NON-TAX REVENUE'
    """
    return (SPACES.sub(" ", text.translate(DASHES)).strip() or None) if text else None


def heading(text: str) -> str:
    """A heading for comparison: tidied, without capitals, spaces and underscores.

    >>> heading("Posted On") == heading("posted_on") == heading("PostedOn")
    True
    """
    return (tidy(text) or "").casefold().replace(" ", "").replace("_", "")
