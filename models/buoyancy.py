"""Buoyancy: by how many per cent receipts grow when their base grows by one."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.tsa.ardl import ARDL

from models.decomposition import newey_west_lags

LEAST_YEARS = 5
LEAST_YEARS_FOR_LAGS = 8  # four terms and one year lost to the lag leave three to judge by
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Slope:
    """An estimate with its 95 % interval and the number of years behind it."""

    value: float
    low: float
    high: float
    years: int


def over_base(receipts: np.ndarray, base: np.ndarray, steps: np.ndarray | None = None) -> Slope:
    """The slope of log receipts on log base, by least squares with HAC errors (Newey and West 1987), t interval.

    `steps` (k, years): one row of 0 and 1 for each dated change of policy; with them the slope is the elasticity,
    the growth that no decision brought (dummy variable method, Singer 1968). ValueError under 5 years.
    """
    years = len(receipts)
    if years < LEAST_YEARS:
        raise ValueError(f"{years} years of receipts and base together, and {LEAST_YEARS} are needed.")
    design = np.column_stack([np.ones(years), np.log(base), *(() if steps is None else steps)])
    fit = sm.OLS(np.log(receipts), design).fit(
        cov_type="HAC", cov_kwds={"maxlags": newey_west_lags(years), "use_correction": True}, use_t=True
    )
    return Slope(float(fit.params[1]), *(float(end) for end in fit.conf_int(SIGNIFICANT)[1]), years)


def long_run(receipts: np.ndarray, base: np.ndarray) -> Slope | None:
    """The slope once all adjustment is done: ARDL(1, 1) on logs, (b0 + b1) / (1 - a), interval by the delta method.

    Pesaran and Shin (1999). None under 8 years, and where it cannot be shown that receipts settle
    (the 95 % interval of a reaches 1).
    """
    if len(receipts) < LEAST_YEARS_FOR_LAGS:
        return None
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="statsmodels")
        fit = ARDL(np.log(receipts), 1, np.log(base)[:, None], 1, trend="c").fit()
    lag, *slopes = (float(value) for value in fit.params[1:])
    quantile = stats.t.ppf(1 - SIGNIFICANT / 2, fit.nobs - len(fit.params))
    if abs(lag) + quantile * float(fit.bse[1]) >= 1:
        return None
    value = sum(slopes) / (1 - lag)
    gradient = np.array([0, value / (1 - lag), 1 / (1 - lag), 1 / (1 - lag)])
    error = float(np.sqrt(gradient @ np.asarray(fit.cov_params()) @ gradient))
    reach = quantile * error
    return Slope(value, value - reach, value + reach, int(fit.nobs))
