"""Stated unit: what a title says of the unit of amounts, against what the profile declares."""

from __future__ import annotations

import re

from data_loaders.profile import Profile
from data_loaders.readers.sheet import Unreadable

IN_UNITS = re.compile(
    r"(?i)\(?\b(?:rs|rupees|pkr|inr|usd|gbp|amounts?|figures|all figures|values)\b[^\w]{0,3}(?:(?:are|in|of)\s+){0,2}"
    r"(?:(?:rs|rupees|pkr|inr|usd|gbp)\b[^\w]{0,3})?(?:thousand|lakh|lac|million|mn|crore|billion|bn|arab)s?\b\)?"
    r"|\(?\bin\s+(?:thousand|lakh|lac|million|crore|billion|arab)s?\b\)?"
)


def in_its_unit(profile: Profile, title: str) -> None:
    """A title that says in which unit the amounts are must not be passed over where the profile declares none."""
    said = IN_UNITS.search(title) if profile.unit == 1 and profile.amounts else None
    if said:
        raise Unreadable(
            f"The title says {said[0].strip(' ()')!r}, but the profile {profile.name} takes amounts as they stand: "
            "write them out in full, or describe the file in a profile of its own that declares the unit."
        )
