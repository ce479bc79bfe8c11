"""Packed bodies of hostile origin, unpacked piece by piece within a bound."""

from __future__ import annotations

import zlib

from checker.texts import said


class Unpacker:
    """Unpacks gzip or deflate piece by piece, never more than a limit at once, so that a bomb cannot go off."""

    def __init__(self, limit: int) -> None:
        self._limit = limit + 1
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._first = True

    def __call__(self, raw: bytes) -> bytes:
        """What a piece holds, up to the limit and a byte. Raises ValueError for what is not packed so."""
        try:
            return self._inner.decompress(raw, self._limit)
        except zlib.error as error:
            if self._first:  # some servers send deflate without its header
                self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
                self._first = False
                return self(raw)
            raise ValueError(said("http.unpacked", error=error)) from None
        finally:
            self._first = False
