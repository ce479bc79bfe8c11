"""Records: plain values at run time, frozen for the type checker."""

from __future__ import annotations

import pickle
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from checker.model.quantity import Qualifier, Quantity
from checker.model.record import record
from checker.model.statement import Mention
from checker.reading.layers import DateHit, NumberHit

TOLD = Quantity(Decimal(30), None, Qualifier.MORE_THAN, "person", "más de 30")
MADE = [TOLD, Mention("number", 4, 6, "30", TOLD), NumberHit(0, 9, 7, 9, TOLD), DateHit(3, 7, None, "duration")]


@pytest.mark.parametrize("made", MADE, ids=lambda made: type(made).__name__)
def test_a_record_goes_to_another_process_and_to_the_store_and_comes_back(made: Any) -> None:
    adapter = TypeAdapter(type(made))
    for again in (
        pickle.loads(pickle.dumps(made)),
        adapter.validate_json(adapter.dump_json(made)),
        replace(made),
    ):
        assert again is not made
        assert again == made
        assert hash(again) == hash(made)
    assert not hasattr(made, "__dict__")


def test_records_differ_by_any_field() -> None:
    assert replace(TOLD, qualifier=Qualifier.AT_LEAST) != TOLD
    assert NumberHit(0, 9, 7, 9, TOLD) != NumberHit(0, 9, 7, 9, replace(TOLD, unit="percent"))
    assert len({*MADE, replace(TOLD), replace(TOLD, high=Decimal(40))}) == len(MADE) + 1


def test_a_hash_of_its_own_is_kept() -> None:
    @record
    class Word:
        text: str
        offset: int

        def __hash__(self) -> int:
            return len(self.text)

    assert hash(Word("seis", 3)) == len("seis")
    assert Word("seis", 3) != Word("ocho", 3)
