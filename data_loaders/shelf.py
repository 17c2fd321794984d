"""The shelf of profiles: those that come with Khazana and those of the store's own folder, read from YAML."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from data_loaders.profile import Profile
from data_loaders.profile_parts import OUR_YAML, PROFILES


class BadProfile(ValueError):
    """The profile cannot be used: each line says what is wrong where, and what may stand there."""


def read_profile(text: str, where: str, loader: type = yaml.SafeLoader) -> Profile:
    """A profile from YAML text; `where` names it in the sentences of BadProfile."""
    try:
        content = yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise BadProfile(f"{where} is not YAML: {error}") from None
    except RecursionError:
        raise BadProfile(
            f"{where} is nested too deeply: a profile has three levels, look for stray brackets."
        ) from None
    if not isinstance(content, dict):
        raise BadProfile(f"{where} must be a list of names with values, such as 'name: my_source'.")
    try:
        return Profile(**content)
    except ValidationError as error:
        lines = [f"{where}, {'.'.join(map(str, e['loc'])) or 'as a whole'}: {_sentence(e)}" for e in error.errors()]
        raise BadProfile("\n".join(lines)) from None


def _sentence(error: dict) -> str:
    kinds = {"extra_forbidden": "is not a word of profiles; remove it or check its spelling", "missing": "is missing"}
    return kinds.get(error["type"], error["msg"].removeprefix("Value error, "))


def shipped() -> dict[str, Profile]:
    """The profiles that come with Khazana, by name."""
    return {
        path.stem: read_profile(path.read_text(encoding="utf-8"), path.name, OUR_YAML)
        for path in sorted(PROFILES.glob("*.yaml"))
    }


def profiles(home: Path, more: Path | None = None) -> dict[str, Profile]:
    """The shipped profiles, those of the store's own folder `profiles/`, and those of one more folder."""
    known = shipped()
    for folder in (home / PROFILES.name, more):
        for path in sorted(folder.glob("*.yaml")) if folder else ():
            profile = read_profile(path.read_text(encoding="utf-8"), path.name)
            known[profile.name] = profile
    return known


def keep_profiles(home: Path, more: Path, used: set[str]) -> None:
    """Profiles of another folder by which something was published belong to the store from then on."""
    for path in sorted(more.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        name = read_profile(text, path.name).name
        if name in used:
            (home / PROFILES.name).mkdir(exist_ok=True)
            (home / PROFILES.name / f"{name}.yaml").write_text(text, encoding="utf-8")
