"""The store in one SQLite file, through sqlite-utils: every verb one transaction, safe against kill -9."""

from __future__ import annotations

from checker.store.sqlite.alerting import AlertingTables
from checker.store.sqlite.archive import ArchiveTables
from checker.store.sqlite.decisions import DecisionTables
from checker.store.sqlite.delivery import DeliveryTables
from checker.store.sqlite.desk import DeskTables
from checker.store.sqlite.discrepancies import DiscrepancyTables
from checker.store.sqlite.intake import IntakeTables
from checker.store.sqlite.judging import JudgingTables
from checker.store.sqlite.origins import OriginTables
from checker.store.sqlite.upkeep import UpkeepTables


class SqliteStore(
    IntakeTables,
    OriginTables,
    JudgingTables,
    DiscrepancyTables,
    DecisionTables,
    ArchiveTables,
    AlertingTables,
    DeskTables,
    DeliveryTables,
    UpkeepTables,
):
    """Every verb of `checker.store.base.Store`; a module beside this one for each step of the pipeline."""
