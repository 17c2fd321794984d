"""Stated unit: what a title says of amounts, in which unit and for what time, against what the profile declares."""

from __future__ import annotations

import re

from data_loaders.profile import Profile
from data_loaders.readers.sheet import Unreadable

UNITS = {  # the beginnings of words, and what they multiply by
    "thous": 1000, "000": 1000, "lakh": 10**5, "lac": 10**5, "mill": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6,
    "m": 10**6, "crore": 10**7, "cr": 10**7, "bill": 10**9, "bn": 10**9, "arab": 10**9,
}  # fmt: skip
CURRENCIES = (
    r"(?:\b(?:rs|re|rupees?|pkr|inr|usd|us\$|gbp|eur|euros?|aed|sar|bdt|lkr|npr|kes|ugx|tzs|ngn|zar|cny|jpy|dollars?"
    r"|pounds?|shillings?|taka)\b|[₹₨$£€])"
)
WORDS = r"(?:thousand|lakh|lac|million|mn|mln|mio|crore|billion|bn|arab)s?\b"
ZEROS = r"['’‘`]?(?<![\d,.])000['’]?s?\b"
LINKS = r"[\s.:(\[=/,-]*(?:\b(?:are|is|in|of)\b[\s.:(\[=/,-]*)*"
PAY = r"(?:average )?(?:pay(?:roll|ment)?|salar(?:y|ies)|wage|pension|benefit|earning)"
SAID = re.compile(
    rf"(?im)(?:{CURRENCIES}|\b(?:amounts?|figures?|values?|units?)\b)(?:{LINKS}{CURRENCIES})?{LINKS}"
    rf"(?P<unit>{WORDS}|{ZEROS})"
    rf"|\bin\s+(?P<bare>{WORDS}|{ZEROS})(?=\s*(?:$|[^\w\s]|of\b|{CURRENCIES}))"
    rf"|(?P<before>{WORDS}|{ZEROS})(?:\s+of)?\s*{CURRENCIES}"
    rf"|{CURRENCIES}{LINKS}(?P<letter>cr\b|m(?=\s*(?:$|[)\],;])))"
)
PAID = {
    "a year": re.compile(rf"(?i)\b(?:annual|yearly) {PAY}|\b{PAY}s? (?:a|per) (?:year|annum)\b"),
    "a month": re.compile(rf"(?i)\bmonthly {PAY}|\b{PAY}s? (?:a|per) month\b"),
}


def in_its_unit(profile: Profile, title: str) -> None:
    """A title that says in which unit the amounts are must not say another one than the profile declares."""
    said = {_times(found): found[0].strip(" ()[]") for found in SAID.finditer(title)} if profile.amounts else {}
    if said and profile.unit not in said:
        takes = "as they stand" if profile.unit == 1 else f"in units of {profile.unit:,}"
        raise Unreadable(
            f"The title says {next(iter(said.values()))!r}, but the profile {profile.name} takes amounts {takes}: "
            "write them out in full, or describe the file in a profile of its own that declares the unit."
        )
    times = [paid for paid, words in PAID.items() if words.search(title)] if profile.census else []
    if times and profile.paid not in times:
        raise Unreadable(
            f"The title says that pay is {times[0]}, but the profile {profile.name} takes it for what is paid "
            f"{profile.paid}: describe the file in a profile of its own that says 'paid: {times[0]}'."
        )


def _times(found: re.Match) -> int:
    """By what the unit that was found multiplies."""
    word = next(filter(None, found.groupdict().values())).lower().strip("'’‘`")
    return next(times for start, times in UNITS.items() if word.startswith(start) and (start != "m" or word == "m"))
