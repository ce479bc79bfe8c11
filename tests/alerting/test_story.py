"""Some days of the benchmark's story over a real store: nothing is missed, and people are told once."""

from __future__ import annotations

from pathlib import Path

from benchmarks.story import story, tell
from checker.alertconfig import AlertingConfig


def test_a_week_of_news_is_told_once_and_nothing_is_missed(tmp_path: Path) -> None:
    told = tell(story(60, 6, seed=3), AlertingConfig.model_validate({"routes": [{"to": "desk"}]}), tmp_path / "s.db")
    assert told["missed"] == []
    assert told["per_change"] == 1
    assert float(str(told["fewer"])) >= 0.9
