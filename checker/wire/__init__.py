"""The JSON that outside tools send and receive (docs/reference/json.md), to and from the value types.

What comes in is lenient, as news is: unknown keys are ignored, null is absent, a date may be prose. What goes
out is exact: offsets count code points, times are ISO, numbers are plain.
"""

from checker.wire.articles import ArticleIn as ArticleIn
from checker.wire.articles import article_from_json as article_from_json
from checker.wire.articles import read_time as read_time
from checker.wire.articles import usable as usable
from checker.wire.out import discrepancy_to_json as discrepancy_to_json
from checker.wire.out import findings_to_json as findings_to_json
from checker.wire.out import harmless_to_json as harmless_to_json
from checker.wire.out import reading_to_json as reading_to_json
from checker.wire.out import statement_to_json as statement_to_json
from checker.wire.out import stored_to_json as stored_to_json
from checker.wire.out import worded as worded
from checker.wire.statements import statement_from_json as statement_from_json
