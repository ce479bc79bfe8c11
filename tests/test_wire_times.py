"""Dates of publication as pages print them."""

from __future__ import annotations

import pytest

from checker.wire import read_time


@pytest.mark.parametrize(
    ("text", "lang", "iso"),
    [
        ("Published : November 28, 2005", "en", "2005-11-28"),
        ("Last Updated : Monday, 28 November 2005, at night", None, "2005-11-28"),
        ("Publicado el 3 de mayo de 2021", "es", "2021-05-03"),
        ("11 / 28 / 05", "en", "2005-11-28"),
        ("3/5/21", "es", "2021-05-03"),
        ("31 de febrero de 2020", "es", None),
        ("nope 2005", "en", None),
        ("hoy", "es", None),
        ("9999-12-31T23:59:59.9999999", None, None),  # what programs write that have no date
        ("9999-12-31", None, None),
        ("9999-12-30", None, None),
        ("9999-12", None, None),
        ("9999", None, None),
        ("31 de diciembre de 9999", "es", None),
        ("December 31, 9999", "en", None),
        ("0001-01-01T00:00:00+01:00", None, None),
        ("0001-01-01", None, None),
        ("9999-12-31T23:59:59-05:00", None, None),
        ("Fri, 31 Dec 9999 23:59:59 -0500", None, None),
        ("2024-11-29/9999-12-31", None, None),
    ],
)
def test_prose(text: str, lang: str | None, iso: str | None) -> None:
    span = read_time(text, lang)
    assert (span.to_iso() if span is not None else None) == iso
