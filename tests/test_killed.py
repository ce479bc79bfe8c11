"""The daemon killed at random moments before a sink that fails: nothing is lost, and nothing is told twice."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks.kills import good, trial

KILLS = int(os.environ.get("DISCREPA_KILLS", "12"))


def test_killed_at_any_moment_nothing_is_lost_or_told_twice(tmp_path: Path) -> None:
    """DISCREPA_KILLS=200 for the figure of docs/explanation/alerting.md; `.ci/run` does 50."""
    figures = trial(tmp_path, KILLS)
    sys.stdout.write(f"{figures}\n")
    assert good(figures), figures
    assert figures["messages"] > KILLS // 2, "there was something to lose"
    assert len(figures["found"]) > 2, "it was killed in the middle of its work"
