"""Some days of the benchmark's story over a real store: nothing is missed, and people are told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.story import story, tell
from checker.alertconfig import AlertingConfig

DESK = AlertingConfig.model_validate({"routes": [{"to": "desk"}]})


@pytest.mark.parametrize("seed", [3, 4])
def test_a_week_of_news_is_told_once_and_nothing_is_missed(tmp_path: Path, seed: int) -> None:
    told = tell(story(60, 6, seed), DESK, tmp_path / "s.db")
    assert isinstance(told["conflicts"], int)
    assert told["conflicts"] > 40
    assert told["missed"] == []
    assert told["untold_changes"] == {}
    assert told["per_change"] == 1
    assert float(str(told["fewer"])) >= 0.9


@pytest.mark.parametrize(("articles", "days"), [(0, 1), (1, 1), (5, 3)])
def test_a_story_without_conflicts_makes_no_message(tmp_path: Path, articles: int, days: int) -> None:
    told = tell(story(articles, days, seed=3), DESK, tmp_path / "s.db")
    assert (told["messages"], told["conflicts"], told["fewer"]) == (0, 0, None)
