"""LibreOffice, which recalculates the workbooks that the tests have made."""

import shutil
import subprocess
from pathlib import Path

MISSING = "These tests need LibreOffice. Debian and Ubuntu: sudo apt-get install -y libreoffice-calc-nogui"


def recalculated(files: list[Path], folder: Path) -> list[Path]:
    """The same workbooks after every formula was computed, in a folder of their own."""
    office = shutil.which("soffice")
    assert office, MISSING
    words = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    out = folder / "out"
    subprocess.run([*words, "--outdir", str(out), *map(str, files)], check=True, capture_output=True, timeout=120)
    return [out / path.name for path in files]
