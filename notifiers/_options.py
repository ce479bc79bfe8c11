"""Kinds of values that options of several channels share."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, SecretStr

from checker.texts import said


def _web_address(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().startswith(("https://", "http://")):
        raise ValueError(said("config.web_address"))
    return value


WebAddress = Annotated[SecretStr, AfterValidator(_web_address)]  # what it leads to may hang on its path: a secret
