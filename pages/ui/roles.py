"""Roles: who may do what, in one table that every page and every write asks."""

from __future__ import annotations

SEE, TRACE, EXPORT = "see figures", "see the lines behind a figure", "take figures away"
PUBLISH, READ_ORIGINALS = "publish a file", "read the text of refused lines"
OVERRIDE = "put a figure in the place of a forecast"
DECLARE = "declare what was done"
ANSWER = "say what became of a flag"
KEEP, APPROVE = "keep a scenario", "approve a scenario"

MAY = {
    "reader": {SEE, EXPORT},
    "analyst": {SEE, TRACE, EXPORT, OVERRIDE, DECLARE, ANSWER, KEEP},
    "steward": {SEE, TRACE, EXPORT, PUBLISH, READ_ORIGINALS, APPROVE},
    "presenter": {SEE, EXPORT, KEEP},
    "trainer": {SEE, TRACE, EXPORT},
    "trainee": {SEE},
    "administrator": {SEE, PUBLISH, APPROVE},
}


def allowed(action: str, roles: tuple[str, ...]) -> bool:
    """Whether somebody who holds these roles may do this.

    >>> allowed(PUBLISH, ("reader",)), allowed(PUBLISH, ("reader", "steward")), allowed(SEE, ())
    (False, True, False)
    """
    return any(action in MAY.get(role, ()) for role in roles)


def holders(action: str) -> str:
    """The roles that may do this, in words.

    >>> holders(PUBLISH)
    'steward or administrator'
    """
    return " or ".join(role for role, actions in MAY.items() if action in actions)
