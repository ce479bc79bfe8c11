"""What every model of incoming JSON shares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Lenient(BaseModel):
    """Unknown keys are ignored; a number may stand where text is asked for."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)
