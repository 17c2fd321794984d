"""Patterns of a profile, held against a whole column of texts."""

from __future__ import annotations

import fnmatch
import re
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc


def begins(array: pa.Array, patterns: tuple[str, ...]) -> pa.Array:
    """Whether the text is like one of the patterns, where * stands for any ending; false where there is none.

    >>> begins(pa.array(["6003-01", "2054", None]), ("6003*", "60?4")).to_pylist()
    [True, False, False]
    """
    if not pa.types.is_dictionary(array.type):
        array = pc.dictionary_encode(array)
    fits = pc.fill_null(reduce(pc.or_, (_like(array.dictionary, pattern) for pattern in patterns)), False)
    return pc.fill_null(pc.take(fits, array.indices), False)


def _like(texts: pa.Array, pattern: str) -> pa.Array:
    start = pattern.removesuffix("*")
    if start != pattern and not set(start) & set(
        "*?["
    ):  # as most are; the language itself needs a hundred times as long
        return pc.and_(pc.starts_with(texts, start), pc.not_equal(texts, ""))
    return pa.array([bool(text) and fnmatch.fnmatchcase(text, pattern) for text in texts.to_pylist()], pa.bool_())


def found_in(texts: pa.Array, pattern: str) -> pa.Array:
    """What the first group of the pattern, or without one all of it, finds in each text; null where it finds nothing.

    >>> found_in(pa.array(["SBI00-Solan", "Solan"]), "^([A-Z]+)00").to_pylist()
    ['SBI', None]
    """
    named = re.sub(r"(?<!\\)\((?!\?)", "(?P<found>", pattern, count=1) if "(" in pattern else f"(?P<found>{pattern})"
    return pc.struct_field(pc.extract_regex(texts.cast(pa.string()), pattern=named), "found")
