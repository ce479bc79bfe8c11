"""The store in one SQLite file, through sqlite-utils: every verb one transaction, safe against kill -9."""

from __future__ import annotations

from checker.store.sqlite.alerting import AlertingTables
from checker.store.sqlite.discrepancies import DiscrepancyTables
from checker.store.sqlite.intake import IntakeTables
from checker.store.sqlite.judging import JudgingTables


class SqliteStore(IntakeTables, JudgingTables, DiscrepancyTables, AlertingTables):
    """Every verb of `checker.store.base.Store`; a module beside this one for each step of the pipeline."""
