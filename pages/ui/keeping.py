"""Keeping: a scenario is opened, kept, forked, laid over another, undone; approved by those who may."""

from __future__ import annotations

import streamlit as st

from analytics import kept_scenarios, reproduction, scenarios
from analytics.answer import Answer
from pages.ui import ask, filters, own_figures, roles, tables

SAID, DONE = "what became of a scenario", "what was done with a scenario"
LOADED = "the scenario that was opened last"
SEEN = "the saving that was seen"
OPEN = "scenario_open"


def chosen(key: str) -> str | None:
    """The kept scenario that is open; choosing another one moves the levers to it."""
    names = ask.reckoned(kept_scenarios.kept).table.get("name")
    listed = [] if names is None else names.tolist()
    name = filters.step("Open a kept scenario", {each: each for each in listed}, OPEN, none="None")
    first = LOADED not in st.session_state
    if name and name != st.session_state.get(LOADED):
        levers = {f"{key}_{code}" for code in ask.answer(scenarios.levers).table["code"]}
        if not (first and levers & set(st.query_params)):  # a link that moves levers counts for more
            _open(name, key)
        st.session_state.pop(SEEN, None)
    st.session_state[LOADED] = name
    return name


def _open(name: str, key: str) -> None:
    """The levers and figures of a kept scenario in the place of those that stand."""
    found = ask.reckoned(kept_scenarios.opened, name=name)
    _release(key)
    _lay(found, key)
    if found.sentence:
        st.session_state[SAID] = found.sentence


def _release(key: str) -> None:
    """Every lever back to its start, no figure put in."""
    for row in ask.answer(scenarios.levers).table.itertuples():
        st.session_state[f"{key}_{row.code}"] = float(row.value)
    st.session_state[own_figures.PUT] = ()


def _lay(found: Answer, key: str) -> None:
    """What a kept scenario moves over what stands; where both move a lever, the one that is laid counts."""
    for row in found.table.itertuples():
        if row.kind == "lever":
            st.session_state[f"{key}_{row.code}"] = float(row.value)
    laid = {(row.code, row.fiscal_year): row for row in found.table.itertuples() if row.kind == "figure"}
    stands = tuple(one for one in own_figures.put() if (one[0], one[1]) not in laid)
    more = tuple((row.code, row.fiscal_year, float(row.value), row.reason) for row in laid.values())
    st.session_state[own_figures.PUT] = stands + more


def said() -> None:
    """What became of what was last asked for."""
    if words := st.session_state.pop(SAID, ""):
        st.error(tables.plain(words))
    if words := st.session_state.pop(DONE, ""):
        st.success(tables.plain(words))


def draw(name: str | None, moved: tuple, key: str) -> None:
    """Keep what stands, under the name that is open or a new one; lay another scenario over it; print it again."""
    stands = ask.reckoned(kept_scenarios.kept).table
    if ask.allowed(roles.KEEP) or ask.allowed(roles.APPROVE):
        with st.expander("Keep this scenario", expanded=bool(name)):
            _form(name, key, stands)
            _over(stands, name, key)
    with st.expander("Reproduce in Python"):
        script = ask.answer(reproduction.script, moved=moved, put=own_figures.put())
        st.code("\n".join(script.table["line"]), language="python")


def _form(name: str | None, key: str, stands) -> None:
    """Who keeps it and why, and under which name."""
    of = stands[stands["name"] == name] if len(stands) else stands
    row = of.iloc[0] if len(of) else None
    if row is not None and st.session_state.setdefault(SEEN, int(row["id"])) != row["id"]:
        st.warning(
            tables.plain(f"{row['who']} has kept {name} since you opened it; open it again before keeping yours.")
        )
    locked = row is not None and row["state"] == "approved"
    if row is not None:
        st.markdown(tables.plain(f"{name}: {row['state']}, kept by {row['who']}: {row['why']} {row['stands']}"))
    with st.form("keep", clear_on_submit=True, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("New name", key="keep_name", max_chars=200, placeholder="for a new scenario or a fork")
            st.text_input("Your name", key="keep_who", max_chars=200)
            st.text_input("Note or reason", key="keep_why", max_chars=2000)
        with st.container(horizontal=True):
            if ask.allowed(roles.KEEP):
                _keeping(name, key, row, locked)
            if row is not None and ask.allowed(roles.APPROVE):
                turn, to = ("Reopen", "draft") if locked else ("Approve and lock", "approved")
                st.form_submit_button(turn, on_click=_turn, args=(name, row, to), key="keep_turn")


def _keeping(name: str | None, key: str, row, locked: bool) -> None:
    """The buttons of those who keep."""
    given = (name, key, row)
    st.form_submit_button("Keep", on_click=_keep, args=given, key="keep_put", disabled=locked)
    st.form_submit_button("Keep under the new name", on_click=_fork, args=given, key="keep_fork")
    if row is not None and not locked:
        st.form_submit_button("Undo the last saving", on_click=_undo, args=(name, row), key="keep_undo")
        st.form_submit_button("Withdraw", on_click=_turn, args=(name, row, "withdrawn"), key="keep_away")


def _over(stands, name: str | None, key: str) -> None:
    """Another scenario's levers laid over what stands."""
    others = [each for each in stands["name"] if each != name] if len(stands) else []
    if others:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            over = st.selectbox("Lay over it the levers of", others, index=None, key="keep_over", placeholder="None")
            st.button("Lay over", key="keep_lay", on_click=_stack, args=(over, key), disabled=over is None)


def _stack(over: str, key: str) -> None:
    _lay(ask.reckoned(kept_scenarios.opened, name=over), key)


def standing(key: str) -> tuple[tuple[str, float], ...]:
    """The levers as they stand at this moment; one moved just before a button was pressed counts."""
    levers = ask.answer(scenarios.levers).table.itertuples()
    return tuple((row.code, float(st.session_state.get(f"{key}_{row.code}", row.value))) for row in levers)


def _row(key: str) -> dict:
    """What stands, as it is kept."""
    return ask.answer(kept_scenarios.row, moved=standing(key), put=own_figures.put()).table.iloc[0].to_dict()


def _keep(name: str | None, key: str, row) -> None:
    if not name:
        _fork(name, key, row)
        return
    _write(roles.KEEP, name, _row(key) | {"origin": row["origin"], "follows": st.session_state[SEEN], "state": "draft"})


def _fork(name: str | None, key: str, row) -> None:
    new = st.session_state["keep_name"].strip()
    if _write(roles.KEEP, new, _row(key) | {"origin": name or "", "follows": 0, "state": "draft"}):
        st.session_state[OPEN] = st.session_state[LOADED] = new


def _undo(name: str, row) -> None:
    """The saving before, as a saving of its own."""
    saved = ask.reckoned(kept_scenarios.history, name=name).table
    if len(saved) < 2:
        st.session_state[SAID] = f"{name} was kept once only; there is nothing to undo. Withdraw it instead."
        return
    before = saved.iloc[1][["moved", "put", "figures", "model", "origin"]].to_dict()
    if _write(roles.KEEP, name, before | {"follows": int(row["id"]), "state": "draft"}, "Undone"):
        st.session_state[LOADED] = ""  # opened anew


def _turn(name: str, row, state: str) -> None:
    """The same saving in another state."""
    saved = ask.reckoned(kept_scenarios.history, name=name).table.iloc[0]
    same = saved[["moved", "put", "figures", "model", "origin"]].to_dict()
    action = roles.KEEP if state == "withdrawn" else roles.APPROVE
    if _write(action, name, same | {"follows": int(row["id"]), "state": state}) and state == "withdrawn":
        st.session_state[OPEN] = st.session_state[LOADED] = None


def _write(action: str, name: str, given: dict, default: str = "") -> bool:
    who, why = st.session_state["keep_who"], st.session_state["keep_why"].strip() or default
    refused = ask.write(action, "scenario", name=name, who=who, why=why, version=ask.store().version, **given)
    if not refused:
        st.session_state.pop(SEEN, None)
    st.session_state[SAID if refused else DONE] = refused or f"{name} is {given['state']} as it stands."
    return not refused
