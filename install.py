"""Install: the virtual environment and the pinned packages; with --browser also what the tests drive."""

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = HOME / "installed.txt"  # what was installed, so that a second run has nothing to do
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
FONTS = ("fonts-noto-core", "fonts-dejavu-core")
DATABASE = "postgresql"  # the tests of the desk start a server of their own
OFFICE = "libreoffice-calc-nogui"  # the tests recalculate workbooks in it; not beside a LibreOffice that is there
CHROME = "https://dl.google.com/linux/direct/google-chrome-stable_current_amd64.deb"


def right_python():
    """Go on with Python 3.11 or newer, whatever `python3` happens to be."""
    if sys.version_info >= (3, 11):
        return
    for name in ("python3.13", "python3.12", "python3.11"):
        if shutil.which(name):
            os.execvp(name, [name, *sys.argv])
    sys.exit(
        f"Khazana needs Python 3.11 or newer, and this is {platform.python_version()}. Install it (Debian and Ubuntu: "
        "sudo apt-get install python3.11 python3.11-venv) and start again."
    )


def environment():
    """Make .venv and install requirements.txt into it, unless that has been done."""
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    wanted = f"Python {platform.python_version()}\n{requirements}"
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted and works(PYTHON):
        return
    if importlib.util.find_spec("ensurepip") is None:  # Debian ships it in a package of its own
        apt(f"python3.{sys.version_info.minor}-venv", reason="Python cannot make virtual environments here.")
    print("Installing the packages of requirements.txt into .venv (once; about a minute) ...", flush=True)
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "PIP_USER")}
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    for command in ([sys.executable, "-m", "venv", "--clear", HOME], [*pip, "-r", ROOT / "requirements.txt"]):
        if subprocess.call([str(word) for word in command], env=clean):
            sys.exit("The installation stopped, see the lines above. Put it right and start again.")
    STAMP.write_text(wanted, encoding="utf-8")


def browser():
    """The browser that the tests drive, or None: on Ubuntu `chromium` may be a stub that only says what to install."""
    return next((path for path in map(shutil.which, BROWSERS) if path and works(path)), None)


def browser_and_fonts():
    """Install Chromium, the fonts, PostgreSQL and LibreOffice where packages have them; else say what to do."""
    if not shutil.which("dpkg-query"):
        return
    missing = [package for package in (*FONTS, DATABASE) if not installed(package)]
    if not browser() and not ubuntu():
        missing.append("chromium")
    if not shutil.which("soffice"):
        missing.append(OFFICE)
    if missing:
        apt(*missing, reason="The tests need a browser, fonts, PostgreSQL and LibreOffice.", must=False)


def no_browser():
    """The sentence for a machine without a browser."""
    command = "sudo apt-get install -y chromium " + " ".join(FONTS)
    if ubuntu():
        command = f"wget {CHROME} && sudo apt-get install -y ./{CHROME.rsplit('/', 1)[1]}"
    return f"The browser tests need Chromium or Google Chrome, and there is none here. Run: {command}"


def apt(*packages, reason, must=True):
    """Install packages of Debian or Ubuntu as root or through sudo, or say the command."""
    sudo = [] if os.name == "nt" or os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not sudo or (shutil.which("sudo") and works("sudo", "-n", "true"))):
        print(f"{reason} Installing {', '.join(packages)} ...", flush=True)
        quiet = {"stdout": subprocess.DEVNULL}
        subprocess.call([*sudo, "apt-get", "update"], **quiet)
        install = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends"]
        if subprocess.call([*sudo, *install, *packages], **quiet) == 0:
            return
    sentence = f"{reason} Run: sudo apt-get install -y {' '.join(packages)}  and start again."
    if must:
        sys.exit(sentence)
    print(sentence, file=sys.stderr)


def installed(package):
    """True if the system's package is there."""
    status = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", package], capture_output=True, text=True)
    return status.stdout.endswith(" installed")


def ubuntu():
    """True on Ubuntu, whose `chromium` package is a stub."""
    release = Path("/etc/os-release")
    return release.exists() and "ID=ubuntu" in release.read_text(encoding="utf-8").splitlines()


def works(program, *words):
    """True if a program starts and ends well."""
    try:
        return subprocess.run([str(program), *(words or ("--version",))], capture_output=True).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    right_python()
    environment()
    if "--browser" in sys.argv:
        browser_and_fonts()
        if not browser():
            print(no_browser(), file=sys.stderr)
