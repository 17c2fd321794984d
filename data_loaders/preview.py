"""A preview: what a publish would make of a file, before anything is stored."""

from __future__ import annotations

import tempfile
from pathlib import Path

from data_loaders.build import Build
from data_loaders.detection import DAMAGED, detect
from data_loaders.intake import File, sha256_of
from data_loaders.profile import Profile
from data_loaders.profile_parts import Layout
from data_loaders.pseudonym import key
from data_loaders.readers import table
from data_loaders.readers.sheet import Unreadable
from data_loaders.readers.text import headings
from data_loaders.shelf import profiles
from data_loaders.store import Government, NoStore, Store, home_of
from data_loaders.version import Refused

LOAD = (
    "select lines_read, kept, refused, ignored, stated_total, computed_total, period from load where source is not null"
)
ROWS = """
    select line, posted_on, month, fiscal_year, stage, flow, office, department, function, object, amount
    from entry order by sheet, line, cell limit 20
"""
REJECTS = 'select sheet, line, "column", reason, masked from reject order by sheet, line limit 50'
FINDINGS = "select rule, what, amount from finding order by rule, what limit 50"


def preview(path: Path, name: str, home: str | Path | None = None, **chosen_by) -> dict:
    """Profile, counts, first rows, refusals and findings of one file, from a build that is thrown away.

    `profile` names the one that reads it, `more_profiles` is a folder with profiles of one's own.
    """
    profile = chosen_by.get("profile")
    empty = {"profile": None, "lines_read": 0, "kept": 0, "refused": 0, "ignored": 0, "rows": [], "rejects": []}
    empty |= {"findings": [], "headings": [], "sample": []}
    known = profiles(home_of(home), chosen_by.get("more_profiles"))
    if profile and profile not in known:
        return {**empty, "sentence": f"There is no profile {profile!r}; there are {', '.join(sorted(known))}."}
    try:
        chosen = known[profile] if profile else detect(path, name, known.values())
        return empty | heading_of(path) | _tried(File(path, name, sha256_of(path)), chosen, home)
    except (Unreadable, Refused, OSError, UnicodeError) as error:
        return empty | heading_of(path) | {"sentence": str(error)}


def heading_of(path: Path) -> dict:
    """The row that looks most like a heading, and the rows below it: what a profile of one's own can be made from."""
    try:
        sheets = [rows for rows in table.openings(path, Layout()) if rows]
    except (Unreadable, OSError, *DAMAGED):
        return {"headings": [], "sample": []}
    rows = max(sheets, key=lambda rows: max(map(_filled, rows)), default=[[]])
    at = max(range(len(rows)), key=lambda position: (_filled(rows[position]), -position))
    return {"headings": headings(rows[at]), "sample": rows[at + 1 : at + 6]}


def _filled(row: list[str]) -> int:
    """How many cells hold words."""
    return sum(any(character.isalpha() for character in cell) for cell in row)


def _tried(file: File, profile: Profile, home) -> dict:
    """One file through a build of its own."""
    with tempfile.TemporaryDirectory(prefix="khazana-preview-") as folder:
        build = Build(Path(folder) / "preview.duckdb", None, _whose(home, profile), key())
        try:
            refused = build.take_in(profile, [file])
            if refused:
                return {"profile": profile.name, "sentence": refused[0][1]}
            build.check_all()
            return _seen(build, profile)
        finally:
            build.close()


def _seen(build: Build, profile) -> dict:
    def ask(sql: str) -> list[dict]:
        return build.connection.sql(sql).to_arrow_table().to_pylist()

    load = ask(LOAD)[0]
    sentence = (
        f"{load['kept']:,} of {load['lines_read']:,} lines can be taken in with the profile {profile.name}, "
        f"{load['refused']:,} refused, {load['ignored']:,} passed over (headings, blanks, totals, no figure)."
    )
    more = {"rows": ask(ROWS), "rejects": ask(REJECTS), "findings": ask(FINDINGS), "sentence": sentence}
    return {"profile": profile.name, "title": profile.title, **load, **more}


def _whose(home, profile) -> Government:
    try:
        store = Store.open(home)
        there = store.government
        store.close()
    except NoStore:
        there = Government()
    if profile.government and profile.government.name != there.name:
        return Government(**profile.government.model_dump())
    return there
