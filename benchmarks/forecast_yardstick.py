"""Forecast yardstick: AutoETS of statsforecast, which needs an older pandas and so an environment of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.figures import NotMeasured
from benchmarks.forecast_tasks import Task

PLACE = Path(tempfile.gettempdir()) / "khazana-yardstick"
SCRIPT = """
import json, sys, warnings
import numpy as np
from statsforecast.models import AutoETS
warnings.filterwarnings("ignore")
for line in sys.stdin:
    task = json.loads(line)
    y, h = np.array(task["y"], float), task["h"]
    try:
        made = AutoETS(season_length=task["m"]).forecast(y=y, h=h, level=[80, 95])
    except Exception:
        made = dict.fromkeys(("mean", "lo-80", "hi-80", "lo-95", "hi-95"), np.full(h, y[-1]))
    print(json.dumps({name.replace("-", ""): [float(one) for one in made[name]] for name in
                      ("mean", "lo-80", "hi-80", "lo-95", "hi-95")}), flush=True)
"""


def python() -> Path:
    """The interpreter of the yardstick's environment, made once under the temporary folder."""
    interpreter = PLACE / "venv" / "bin" / "python"
    if (
        subprocess.run([interpreter, "-c", "import statsforecast"], capture_output=True).returncode
        if (interpreter.exists())
        else True
    ):
        try:
            subprocess.run([sys.executable, "-m", "venv", PLACE / "venv"], check=True, capture_output=True)
            subprocess.run(
                [interpreter, "-m", "pip", "install", "-q", "statsforecast"],
                check=True,
                capture_output=True,
                timeout=900,
            )
        except (subprocess.SubprocessError, OSError) as reason:
            raise NotMeasured(f"statsforecast cannot be installed beside us: {reason}") from reason
    return interpreter


def forecasts(tasks: Iterable[Task]) -> list[dict[str, list[float]]]:
    """Mean and limits of each task by AutoETS with its own settings."""
    lines = "".join(json.dumps({"m": one.season, "h": one.horizon, "y": one.y}) + "\n" for one in tasks)
    told = subprocess.run([python(), "-c", SCRIPT], input=lines, text=True, capture_output=True, check=False)
    if told.returncode:
        raise NotMeasured(f"statsforecast failed: {told.stderr.strip().splitlines()[-1]}")
    return [json.loads(line) for line in told.stdout.splitlines()]
