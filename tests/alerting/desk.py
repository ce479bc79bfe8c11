"""Short ways to write what alerting is asked: transitions, configurations, and turns that follow each other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from checker.alertconfig import AlertingConfig
from checker.alerting.case import Case
from checker.alerting.mute import Hush
from checker.alerting.plan import Plan, Situation, plan
from checker.alerting.route import Way
from checker.alerting.sample import sample_discrepancy
from checker.model.alert import Told
from checker.model.discrepancy import Change, Discrepancy, Status, StoredDiscrepancy, Transition

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)  # a Friday
O, W, E, R, A, M, C = (  # noqa: E741 - one letter a step keeps stories readable
    Change.OPENED,
    Change.WORSE,
    Change.EASED,
    Change.RESOLVED,
    Change.REOPENED,
    Change.MORE_ORIGINS,
    Change.CORRECTED,
)


def found(name: str = "d1", **keys: Any) -> Discrepancy:
    """The made-up discrepancy under a name."""
    return replace(sample_discrepancy(), id=name, **keys)


def step(seq: int, change: Change = O, *, ago: float = 0, silent: str | None = None, **keys: Any) -> Transition:
    """A transition of `d<seq>` (or of `id`), so many seconds ago."""
    one = found(keys.pop("id", f"d{seq}"), **keys)
    return Transition(seq, one, change, NOW - timedelta(seconds=ago), silent)


def settings(*routes: dict[str, Any], **keys: Any) -> AlertingConfig:
    """A configuration; routes do not wait unless they say so."""
    quick = [{"group_wait": "0s", "group_interval": "0s", **route} for route in routes]
    return AlertingConfig.model_validate({"language": "es", "routes": quick, **keys})


def case(*steps: Transition, told: Told | None = None, status: Status = Status.OPEN, **way: Any) -> Case:
    """A case of the discrepancy of the last step."""
    about = steps[-1].discrepancy if steps else (told.discrepancy if told else found())
    return Case(Way("r", ("a",), "es", **way), "a", about, steps, told, status)


def told(discrepancy: Discrepancy, change: Change = O, *, ago: float = 3600, route: str = "routes[0]") -> Told:
    """What notifier `a` heard so many seconds ago."""
    return Told("a", discrepancy, change, NOW - timedelta(seconds=ago), route, "es")


@dataclass
class Desk:
    """Turn after turn over one configuration, with everything kept in between as a store would."""

    config: AlertingConfig
    hush: Hush = field(default_factory=Hush)
    notifiers: frozenset[str] = frozenset("abc")
    pending: list[Transition] = field(default_factory=list)
    known: dict[str, StoredDiscrepancy] = field(default_factory=dict)
    told: dict[tuple[str, str], Told] = field(default_factory=dict)
    flushed: dict[str, datetime] = field(default_factory=dict)
    settled: set[tuple[int, str, str]] = field(default_factory=set)
    keys: list[str] = field(default_factory=list)

    def turn(self, *steps: Transition, after: float = 0, impatient: bool = False) -> Plan:
        """One turn so many seconds after NOW, with new transitions."""
        now = NOW + timedelta(seconds=after)
        for one in steps:
            self.pending.append(one)
            status = Status.RESOLVED if one.change is R else self.status(one.discrepancy.id)
            self.known[one.discrepancy.id] = StoredDiscrepancy(one.discrepancy, status, NOW, NOW)
        by_notifier: dict[str, list[Discrepancy]] = {}
        for (notifier, name), one in self.told.items():
            if one.open and self.status(name) is not Status.RESOLVED:
                by_notifier.setdefault(notifier, []).append(one.discrepancy)
        situation = Situation(
            self.pending,
            frozenset(self.settled),
            self.known,
            self.told,
            self.flushed,
            replace(self.hush, standing=by_notifier, windows=self.config.windows),
            self.notifiers,
        )
        made = plan(situation, self.config, now, impatient=impatient)
        self.pending = [one for one in self.pending if one.seq not in made.done]
        self.told |= {(one.notifier, one.discrepancy.id): one for one in made.told}
        self.flushed |= made.flushed
        self.settled |= {(one.seq, one.route, one.notifier) for one in made.decisions if one.settled and one.seq}
        self.keys += [message.key for message in made.messages]
        assert len(set(self.keys)) == len(self.keys), "one message is never made twice"
        return made

    def status(self, name: str) -> Status:
        """Where a discrepancy stands."""
        return self.known[name].status if name in self.known else Status.OPEN

    def decide(self, name: str, status: Status) -> None:
        """What a person decided."""
        self.known[name] = replace(self.known[name], status=status)


def heard(made: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    """(notifier, [(discrepancy, news)]) of each message."""
    return [(one.notifier, [(item.discrepancy, item.change) for item in one.items]) for one in made.messages]


def reasons(made: Plan) -> dict[int | None, str]:
    """The reason of each transition's decision."""
    return {one.seq: one.reason for one in made.decisions}
