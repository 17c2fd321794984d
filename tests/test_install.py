"""What `make run` and `make test` do before anything else: the right Python, a browser that works, a free port."""

import socket
import subprocess
import sys

import pytest

import install
import serve
from analytics import budget_baseline
from pages.ui import ask


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A machine whose only programs are those of the test."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def program(name: str, ends_with: int) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {ends_with}\n")
        (tmp_path / name).chmod(0o755)

    return program


@pytest.fixture
def busy_port():
    with socket.socket() as listener:
        listener.bind((serve.ADDRESS, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_stub_that_only_says_what_to_install_is_no_browser(programs):
    programs("chromium", 1)
    assert install.browser() is None


def test_an_installed_chrome_is_a_browser(programs, tmp_path):
    programs("chromium", 1)
    programs("google-chrome", 0)
    assert install.browser() == str(tmp_path / "google-chrome")


@pytest.mark.parametrize(
    ("ubuntu", "command"),
    [(False, "sudo apt-get install -y chromium"), (True, "sudo apt-get install -y ./google-chrome")],
)
def test_without_a_browser_the_sentence_has_the_command(monkeypatch, ubuntu, command):
    monkeypatch.setattr(install, "ubuntu", lambda: ubuntu)
    assert command in install.no_browser()


def test_without_the_right_to_install_the_command_is_said(programs, monkeypatch):
    monkeypatch.setattr(install.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=r"sudo apt-get install -y python3\.11-venv"):
        install.apt("python3.11-venv", reason="Python cannot make virtual environments here.")


def test_an_old_python_is_told_what_is_needed(programs, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"Khazana needs Python 3\.11 or newer"):
        install.right_python()


def test_a_second_run_installs_nothing(tmp_path, monkeypatch, capsys):
    requirements = (install.ROOT / "requirements.txt").read_text(encoding="utf-8")
    stamp = tmp_path / "installed.txt"
    stamp.write_text(f"Python {install.platform.python_version()}\n{requirements}", encoding="utf-8")
    monkeypatch.setattr(install, "STAMP", stamp)
    monkeypatch.setattr(install, "PYTHON", sys.executable)
    install.environment()
    assert capsys.readouterr().out == ""


def test_a_port_that_is_taken_is_refused_with_another_one_to_try(busy_port):
    with pytest.raises(SystemExit, match=f"Port {busy_port} is not free.* make run PORT=8601"):
        serve.port_of(str(busy_port))


def test_without_a_wish_the_next_free_port_is_taken(busy_port, monkeypatch):
    monkeypatch.setattr(serve, "FIRST_PORT", busy_port)
    assert serve.port_of(None) > busy_port


def test_a_server_that_ends_is_not_waited_for():
    ended = subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"])
    ended.wait()
    assert not serve.ready(1, ended)


def test_pensions_and_budget_are_valued_before_anybody_asks(homes, tmp_path):
    serve.beforehand(homes["invented"])
    before = budget_baseline._base.cache_info()
    assert budget_baseline.base(ask.opened(str(homes["invented"]))) is not None
    assert budget_baseline._base.cache_info().hits == before.hits + 1
    serve.beforehand(tmp_path)  # no store: nothing to value


@pytest.mark.parametrize(("ends_with", "said"), [(0, "The forecasts are there."), (1, serve.AGAIN)])
def test_the_forecasts_of_a_new_store_are_computed_beside_the_server(ends_with, said, capsys):
    serve.forecast((sys.executable, "-c", f"raise SystemExit({ends_with})"))
    first, last = capsys.readouterr().out.splitlines()
    assert "are being computed" in first
    assert last.strip() == said


def test_a_home_that_cannot_be_written_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", "/proc/nowhere")
    monkeypatch.setattr(serve, "ROOT", tmp_path)
    assert serve.surroundings(tmp_path / "var")["HOME"] == str(tmp_path / ".home")


@pytest.mark.parametrize(("there", "missing"), [(True, []), (False, ["libreoffice-calc-nogui"])])
def test_libreoffice_is_installed_only_where_there_is_none(programs, monkeypatch, there, missing):
    for name in ("dpkg-query", "chromium", *(["soffice"] if there else [])):
        programs(name, 0)
    asked = []
    monkeypatch.setattr(install, "installed", lambda package: True)
    monkeypatch.setattr(install, "apt", lambda *packages, **_: asked.extend(packages))
    install.browser_and_fonts()
    assert asked == missing
