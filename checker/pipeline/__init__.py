"""The way of the data, step by step: poll, trace, judge, alert, deliver. Each is restartable from what is stored.

Every step is a plain function of a store, the parts it needs and `now`; killing the process anywhere loses nothing.
"""

from checker.pipeline.alerts import alert, decide_edits, deliver_due, situation, write_feed
from checker.pipeline.judging import PROGRAM, judge_against, judge_around, judge_dirty, judge_statements, judge_two
from checker.pipeline.polling import LONGEST, Reads, poll
from checker.pipeline.tracing import trace_origins, with_origins

__all__ = [
    "LONGEST",
    "PROGRAM",
    "Reads",
    "alert",
    "decide_edits",
    "deliver_due",
    "judge_against",
    "judge_around",
    "judge_dirty",
    "judge_statements",
    "judge_two",
    "poll",
    "situation",
    "trace_origins",
    "with_origins",
    "write_feed",
]
