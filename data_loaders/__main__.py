"""The command line of the store: python -m data_loaders publish, demo, status, verify, trace, preview, profiles."""

from __future__ import annotations

import argparse
import json
import sys
import time
from decimal import Decimal
from pathlib import Path

from data_loaders.lineage import NoSuchLine, trace
from data_loaders.preview import preview
from data_loaders.publish import Refused, Report, publish
from data_loaders.shelf import BadProfile, profiles
from data_loaders.store import Government, NoStore, Store, home_of
from data_loaders.verify import verify


def parser() -> argparse.ArgumentParser:
    """The words that the command line knows."""
    words = argparse.ArgumentParser(
        prog="python -m data_loaders", description="Fetch: files become a store of figures."
    )
    commands = words.add_subparsers(dest="command", required=True)
    one = commands.add_parser("publish", help="take files into the store and make the result its current version")
    one.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, patterns or zip archives")
    one.add_argument("--profile", metavar="NAME", help="read them so, instead of by the profile that fits")
    one.add_argument("--strict", action="store_true", help="publish nothing if anything does not add up")
    one.add_argument("--name", metavar="NAME", help="the name under which the one file is known")
    one.add_argument("--government", metavar="NAME", help="whose figures these are, for a new store")
    one.add_argument("--currency", metavar="CODE", help="its currency, with --government (PKR)")
    one.add_argument(
        "--first-month", type=int, choices=range(1, 13), metavar="N", help="when its years start (7: July)"
    )
    one.add_argument("--chart", choices=("NAM", "LMMH", "own"), help="its chart of accounts (NAM)")
    one = commands.add_parser("demo", help="make the invented province")
    one.add_argument("--scale", type=float, default=1, metavar="N", help="1 is about 1.5 million lines")
    one.add_argument("--seed", type=int, default=2026, metavar="N")
    commands.add_parser("status", help="what the store holds")
    commands.add_parser("verify", help="check every byte and every identity of the current version")
    one = commands.add_parser("trace", help="the line of the file that an entry came from")
    one.add_argument("entry_id", metavar="ENTRY_ID")
    one = commands.add_parser("preview", help="what a publish would make of a file; nothing is stored")
    one.add_argument("path", metavar="FILE")
    one.add_argument("--name", metavar="NAME")
    one.add_argument("--profile", metavar="NAME")
    commands.add_parser("profiles", help="the kinds of file that can be read")
    for name in ("publish", "preview"):
        commands.choices[name].add_argument(
            "--profiles", metavar="DIR", type=Path, help="a folder with profiles of yours"
        )
    for command in commands.choices.values():
        command.add_argument("--home", metavar="DIR", help="folder of the store (else KHAZANA_HOME, else var/)")
        command.add_argument("--json", action="store_true", help="one JSON object on standard output")
    return words


def main(arguments: list[str] | None = None) -> int:
    """0 done, 1 refused with reasons, 2 wrong words."""
    said = parser().parse_args(arguments)
    try:
        return COMMANDS[said.command](said)
    except Refused as refusal:
        _print(said, {**refusal.report.as_dict(), "sentence": str(refusal)}, str(refusal))
    except (NoStore, NoSuchLine, BadProfile) as error:
        _print(said, {"sentence": str(error)}, str(error))
    return 1


class Bar:
    """Progress on standard error: on a screen one line that changes, else one line a second."""

    def __init__(self):
        self.started = self.told = time.monotonic()
        self.what, self.first, self.before = "", 0.0, 0

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if what != self.what:
            self.what, self.first, self.before = what, now, done
        elif now - self.told < (0.1 if sys.stderr.isatty() else 1.0):
            return
        self.told = now
        rate = f" {done:,} lines" if done else ""
        if done and now > self.first:
            rate += f", {(done - self.before) / (now - self.first):,.0f} a second"
        end = "\r" if sys.stderr.isatty() else "\n"
        print(f"{now - self.started:6.1f} s  {what}{rate}".ljust(79), end=end, file=sys.stderr, flush=True)


def _publish(said) -> int:
    names = {said.paths[0]: said.name} if said.name else {}
    words = {"profile": said.profile, "strict": said.strict, "more_profiles": said.profiles}
    told = {name: getattr(said, name) for name in ("currency", "first_month", "chart")}
    told = {name: word for name, word in told.items() if word is not None}
    if said.government:
        words["government"] = Government(said.government, **told)
    elif told or said.government is not None:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in told) or "--government"
        raise Refused(f"{options} tells of a government without its name; add --government NAME.")
    report = publish(said.paths, said.home, **words, progress=Bar(), names=names)
    _print(said, report.as_dict(), _story(report))
    return 0


def _demo(said) -> int:
    from data_loaders.demo import demo

    report = demo(said.home, scale=said.scale, seed=said.seed, progress=Bar())
    _print(said, report.as_dict(), _story(report))
    return 0


def _status(said) -> int:
    store = Store.open(said.home)
    counts = store.ask(
        "select count(*) filter (live) as files, sum(lines_read) filter (live) as lines_read,"
        " sum(kept) filter (live) as kept, sum(refused) as refused from load"
    ).to_dict("records")[0]
    findings = store.ask("select rule, count(*) as findings from finding group by rule order by rule").to_dict(
        "records"
    )
    whose = store.government
    facts = {"version": store.version, "government": whose.name, "currency": whose.currency, "invented": whose.invented}
    facts |= {key: int(value) if value == value and value is not None else 0 for key, value in counts.items()}
    facts["findings"] = {row["rule"]: row["findings"] for row in findings}
    store.close()
    invented = ", invented" if whose.invented else ""
    text = (
        f"{facts['government']} ({facts['currency']}){invented}: version {facts['version']}, "
        f"{facts['files']:,} files, {facts['kept']:,} lines kept, {facts['refused']:,} refused, "
        f"{sum(facts['findings'].values()):,} findings."
    )
    _print(said, facts, text)
    return 0


def _verify(said) -> int:
    wrong = verify(said.home)
    _print(
        said, {"ok": not wrong, "wrong": wrong}, "\n".join(wrong) or "Every byte and every identity is as it should be."
    )
    return 1 if wrong else 0


def _trace(said) -> int:
    found = trace(said.entry_id, said.home)
    _print(said, found, "\n".join(f"{key:12} {value}" for key, value in found.items()))
    return 0


def _preview(said) -> int:
    seen = preview(
        Path(said.path), said.name or Path(said.path).name, said.home, profile=said.profile, more_profiles=said.profiles
    )
    _print(said, seen, seen["sentence"])
    return 0 if seen["kept"] else 1


def _profiles(said) -> int:
    known = profiles(home_of(said.home))
    _print(said, {name: p.title for name, p in known.items()}, "\n".join(f"{n:24} {p.title}" for n, p in known.items()))
    return 0


def _story(report: Report) -> str:
    lines = [
        f"{load['file']}: {load.get('sentence') or ''}"
        if load.get("sentence")
        else f"{load['file']}: {load['profile']}, {load['lines_read']:,} lines read = {load['kept']:,} kept"
        f" + {load['refused']:,} refused + {load['ignored']:,} ignored; total {load['computed_total']:,}"
        for load in report.loads
    ]
    rules: dict[str, int] = {}
    for finding in report.findings:
        rules[finding["rule"]] = rules.get(finding["rule"], 0) + 1
    lines += [f"finding: {rule.replace('_', ' ')} ({count})" for rule, count in rules.items()]
    return "\n".join([*lines, report.sentence or f"Published {report.version}."])


def _print(said, facts: dict, text: str) -> None:
    print(json.dumps(facts, default=_plain, ensure_ascii=False) if said.json else text)


def _plain(value):
    """Money as a JSON number (a whole one where it has no fraction), days and paths as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


COMMANDS = {
    "publish": _publish, "demo": _demo, "status": _status, "verify": _verify, "trace": _trace, "preview": _preview,
    "profiles": _profiles,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
