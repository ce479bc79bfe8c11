"""A desk that listens, and a client of it, for the modules that have the `parts` of a project."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from checker.app import Parts
from checker.web.server import serving


@pytest.fixture(scope="module")
def address(parts: Parts) -> Iterator[str]:
    with serving(parts) as found:
        yield found or ""


@pytest.fixture
def web(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, follow_redirects=True, timeout=60) as client:
        yield client
