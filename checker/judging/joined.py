"""What hangs together over any number of steps, told in pairs, in time that grows with the pairs."""

from __future__ import annotations

from collections.abc import Iterable


class Joined:
    """Names in groups; a group is known by the least of its names."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._parent = {name: name for name in names}

    def __contains__(self, name: str) -> bool:
        return name in self._parent

    def root(self, name: str) -> str:
        """The name of the group that a name is in. Raises KeyError for one that was never told of."""
        parent = self._parent
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(self, one: str, other: str) -> str:
        """Make one group of those of two names; its name."""
        for name in (one, other):
            self._parent.setdefault(name, name)
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first
        return first
