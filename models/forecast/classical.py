"""Classical: STL with a damped trend, and the airline model, one series after another, in statsmodels.

Each series takes a hundredth of a second or three, so many are shared out to worker processes.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from multiprocessing import get_context

import numpy as np
from scipy import stats
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.stl import STLForecast
from statsmodels.tsa.statespace.sarimax import SARIMAX
from threadpoolctl import threadpool_limits

CHUNK = 16  # series that a worker takes at a time, and after which it can be stopped
YEARS = 3  # a shorter history tells these models nothing
NAMES = ("STL", "airline")
Job = tuple[np.ndarray, np.ndarray | None]  # a line (months,), and its holidays (months + horizon, regressors)
DOUBTFUL = 0.05  # holidays stay out unless chance would move the series as they do less often than this


class Stopped(RuntimeError):
    """The one who asked wants no answer any more."""


def stl(line: np.ndarray, season: int, horizon: int, holidays: np.ndarray | None = None) -> np.ndarray:
    """Robust STL, its season repeated, the rest forecast by additive smoothing with a damped trend, on logs.

    Cleveland et al. (1990), Journal of Official Statistics 6; `holidays` are not used.
    """
    scaled, undo = _scaled(line)
    model = {"error": "add", "trend": "add", "damped_trend": True}
    fit = STLForecast(scaled, ETSModel, model_kwargs=model, period=season, robust=True).fit(fit_kwargs={"disp": False})
    return undo(np.asarray(fit.forecast(horizon)))


def airline(line: np.ndarray, season: int, horizon: int, holidays: np.ndarray | None = None) -> np.ndarray:
    """Box and Jenkins' airline model, (0,1,1)(0,1,1), on logs, with moving holidays where they show.

    `holidays` (months + horizon, regressors) are kept by an F test on what the model leaves: both sides filtered by
    the model itself, which is generalised least squares. Differenced before it is fitted: six times as fast.
    """
    scaled, undo = _scaled(line)
    steps = _differenced(scaled, season)
    model = SARIMAX(steps, order=(0, 0, 1), seasonal_order=(0, 0, 1, season), concentrate_scale=True)
    fit = model.fit(disp=False, maxiter=30)
    ahead = np.zeros(horizon)
    if holidays is not None:
        known, coming = np.split(_differenced(holidays, season), [len(steps)])
        effect = _effect(model, fit.params, known)
        fit = model.clone(steps - known @ effect).filter(fit.params)
        ahead = coming @ effect
    return undo(_integrated(scaled, fit.forecast(horizon) + ahead, season))


def _scaled(line: np.ndarray) -> tuple[np.ndarray, Callable[[np.ndarray], np.ndarray]]:
    """Logs and their inverse where every figure is positive, else figures in units of their mean size."""
    if (line > 0).all():
        return np.log(line), np.exp
    size = np.abs(line).mean() or 1.0
    return line / size, lambda scaled: scaled * size


def _differenced(lines: np.ndarray, season: int) -> np.ndarray:
    """The change of the change from the same month a year before."""
    change = np.diff(lines, axis=0)
    return change[season:] - change[:-season]


def _integrated(line: np.ndarray, steps: np.ndarray, season: int) -> np.ndarray:
    """The level that coming steps lead to: the inverse of differencing."""
    changes = list(np.diff(line)[-season:])
    for step in steps:
        changes.append(changes[-season] + step)
    return line[-1] + np.cumsum(changes[season:])


def _effect(model: SARIMAX, params: np.ndarray, holidays: np.ndarray) -> np.ndarray:
    """What each regressor adds (regressors,); zeros where an F test leaves doubt."""
    white = [model.clone(column).filter(params).forecasts_error[0] for column in (model.endog[:, 0], *holidays.T)]
    left, told = white[0], np.column_stack(white[1:])
    effect, *_ = np.linalg.lstsq(told, left, rcond=None)
    without, within = (left**2).sum(), ((left - told @ effect) ** 2).sum()
    freedom = len(left) - told.shape[1]
    if freedom <= 0 or within <= 0:
        return np.zeros(told.shape[1])
    ratio = (without - within) / told.shape[1] / (within / freedom)
    return effect if stats.f.sf(ratio, told.shape[1], freedom) < DOUBTFUL else np.zeros(told.shape[1])


def fitted(jobs: list[Job], season: int, horizon: int) -> np.ndarray:
    """What both models say of each job's line (jobs, 2, horizon); NaN where one failed."""
    with warnings.catch_warnings(), threadpool_limits(1):  # matrices too small for threads, which would wait in circles
        warnings.simplefilter("ignore")
        return np.stack([[_tried(member, job, season, horizon) for member in (stl, airline)] for job in jobs])


def _tried(member: Callable[..., np.ndarray], job: Job, season: int, horizon: int) -> np.ndarray:
    """What a member says, or NaN: whatever statsmodels raises, the others forecast the series and its flag says so."""
    try:
        return member(job[0], season, horizon, job[1])
    except Exception:
        return np.full(horizon, np.nan)


def shared_out(
    jobs: list[Job],
    season: int,
    horizon: int,
    *,
    workers: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> np.ndarray:
    """`fitted`, by this process or by several; raises Stopped soon after `stop` says so."""
    chunks = [jobs[start : start + CHUNK] for start in range(0, len(jobs), CHUNK)]
    said = {}
    for number, figures in _answers(chunks, season, horizon, workers):
        if stop and stop():
            raise Stopped("The forecast was stopped.")
        if number is not None:
            said[number] = figures
            if progress:
                progress("classical models", min(len(said) * CHUNK, len(jobs)), len(jobs))
    return np.concatenate([said[number] for number in range(len(chunks))])


def _answers(
    chunks: list[list[Job]], season: int, horizon: int, workers: int
) -> Iterator[tuple[int | None, np.ndarray | None]]:
    """The number of a chunk and what is said of it, as they come; None twice a second, so that a stop is noticed."""
    yield None, None
    if workers == 1 or len(chunks) == 1:
        yield from ((number, fitted(chunk, season, horizon)) for number, chunk in enumerate(chunks))
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))  # a server's threads do not survive a fork
    try:
        asked = {pool.submit(fitted, chunk, season, horizon): number for number, chunk in enumerate(chunks)}
        waiting = set(asked)
        while waiting:
            done, waiting = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED)
            yield from ((asked[future], future.result()) for future in done)
            yield None, None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
