"""The log goes to the standard error of now, not to the one that was there when it was set up."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest
import structlog

from checker.app import logging_to_stderr


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The log of the other tests is as it was."""
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)


def test_a_stream_that_was_replaced_and_closed_is_not_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", first)
    logging_to_stderr("json")
    monkeypatch.setattr(sys, "stderr", second)
    first.close()

    structlog.get_logger().error("mail not taken", host="127.0.0.1")

    assert '"event": "mail not taken"' in second.getvalue()
