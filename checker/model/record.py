"""Values of which an article has hundreds: hits, tokens, amounts. All other values are frozen dataclasses.

And what is worked out of one when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, dataclass_transform

Made = TypeVar("Made")
Value = TypeVar("Value")


@dataclass_transform(frozen_default=True)
def record(cls: type[Made]) -> type[Made]:
    """A dataclass with slots that is frozen for the type checker alone: one that is frozen when it runs takes five
    times as long to make. Equal and hashed by its fields, unless it has a `__hash__` of its own; copied by `replace`.

    Nothing stops code that is not type-checked from changing one, and others may hold the same: caches do, and sets
    and keys rely on its hash. So no record may be handed to a plugin. It cannot inherit from a frozen dataclass, nor
    one from it.
    """
    return dataclass(slots=True, unsafe_hash="__hash__" not in vars(cls))(cls)


class lazily(Generic[Value]):  # noqa: N801 - a decorator
    """`functools.cached_property` for objects of which an article has many and no two threads hold one: that of
    Python 3.11 makes a lock for each."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self._work, self._name = work, work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, one: Any, kind: type) -> Value:
        value = self._work(one)
        setattr(one, self._name, value)  # to ask for its `__dict__` would make all of its attributes slower
        return value
