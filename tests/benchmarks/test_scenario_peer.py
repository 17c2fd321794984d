"""The peer that scenarios are measured beside computes the same model."""

import pytest

from benchmarks import scenario
from models.budget import paths
from models.budget.framework import framework


def drawn():
    return {name: each[:250] for name, each in paths.draw(scenario.SPREAD).items()}


def test_the_peer_says_what_the_framework_says():
    scenario.agrees(drawn())


def test_another_model_would_be_noticed(monkeypatch):
    other = framework(scenario.BASE, scenario.MOVED | {"pay_award": 10.001}, drawn())
    monkeypatch.setattr(scenario, "framework", lambda *_: other)
    with pytest.raises(AssertionError, match="Not equal"):
        scenario.agrees(drawn())
