"""What the product remembers, as verbs of the domain, one module for each room of it; how it is kept is the business
of a store beside this folder."""

from __future__ import annotations

from typing import Protocol

from checker.store.base.alerting import AlertingStore
from checker.store.base.archive import ArchiveStore, ArticleRow, Revision, StoredArticle
from checker.store.base.decisions import DecisionStore, RuleHits
from checker.store.base.delivery import DeliveryStore, Outgoing
from checker.store.base.desk import FILTERS, Action, DeskStore, InboxPage, InboxQuery, WrongReading
from checker.store.base.discrepancies import Delivery, DiscrepancyStore
from checker.store.base.intake import Incoming, IntakeStore, KnownArticle, SourceState, StoredRevision
from checker.store.base.judging import Judged, JudgingStore, LinkRow, Material, Noted, Unjudged
from checker.store.base.origins import OriginStore, Untraced
from checker.store.base.upkeep import Pruned, UpkeepStore

__all__ = [
    "FILTERS",
    "Action",
    "AlertingStore",
    "ArchiveStore",
    "ArticleRow",
    "DecisionStore",
    "Delivery",
    "DeliveryStore",
    "DeskStore",
    "DiscrepancyStore",
    "InboxPage",
    "InboxQuery",
    "Incoming",
    "IntakeStore",
    "Judged",
    "JudgingStore",
    "KnownArticle",
    "LinkRow",
    "Material",
    "Noted",
    "OriginStore",
    "Outgoing",
    "Pruned",
    "Revision",
    "RuleHits",
    "SourceState",
    "Store",
    "StoredArticle",
    "StoredRevision",
    "Unjudged",
    "Untraced",
    "UpkeepStore",
    "WrongReading",
]


class Store(
    IntakeStore,
    OriginStore,
    JudgingStore,
    DiscrepancyStore,
    DecisionStore,
    ArchiveStore,
    AlertingStore,
    DeliveryStore,
    DeskStore,
    UpkeepStore,
    Protocol,
):
    """Every verb is one transaction. Times are aware UTC and given by the caller."""

    def close(self) -> None:
        """Let go of the file."""
        ...
