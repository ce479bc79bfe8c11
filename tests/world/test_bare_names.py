"""A person's name at the end of a phrase that also tells the office."""

from __future__ import annotations

import pytest

from checker.world.names import bare_name


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("El presidente de Rusia, Vladímir Putin", "Vladímir Putin"),
        ("la presidenta Ursula von der Leyen", "Ursula von der Leyen"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("el portavoz", "el portavoz"),
        ("", ""),
    ],
)
def test_the_name_that_ends_a_phrase(text: str, want: str) -> None:
    assert bare_name(text) == want
