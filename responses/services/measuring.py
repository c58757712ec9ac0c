"""How soon authors answer, measured for all of them at once."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from ads.models import AnswerPace
from responses.limits import PACE_MIN, PACE_OF, PACE_PATIENCE

# Answered is what the author's side first did and didn't undo: a decision, the short list, a message.
# Four of five waits are no longer than `reach`; the unanswered wait until now. The share is of those that
# were answered within it, so that what is said is true of authors who don't answer, too.
MEASURE = """
WITH moves AS (
    SELECT event.response_id, event.at, event.what,
           lead(event.what) OVER (PARTITION BY event.response_id ORDER BY event.at, event.id) AS following
    FROM responses_responseevent AS event
    JOIN responses_response AS response ON response.id = event.response_id
    WHERE response.created_at > %(since)s
      AND event.what IN ('shortlisted', 'accepted', 'declined', 'undone')
), decided AS (
    SELECT response_id, min(at) AS at FROM moves
    WHERE what <> 'undone' AND following IS DISTINCT FROM 'undone'
    GROUP BY response_id
), written AS (
    SELECT message.thread_id AS response_id, min(message.sent_at) AS at
    FROM responses_message AS message
    JOIN responses_response AS response ON response.id = message.thread_id
    WHERE response.created_at > %(since)s AND message.author_id = response.recipient_id
    GROUP BY message.thread_id
), waits AS (
    SELECT response.recipient_id AS author_id,
           least(decided.at, written.at) IS NOT NULL AS is_answered,
           coalesce(least(decided.at, written.at), %(now)s) - response.created_at AS wait
    FROM responses_response AS response
    JOIN accounts_user AS responder ON responder.id = response.author_id AND responder.is_active
    LEFT JOIN decided ON decided.response_id = response.id
    LEFT JOIN written ON written.response_id = response.id
    WHERE response.created_at > %(since)s
      -- What a moderator has hidden doesn't count; what the author deleted does.
      AND (response.deleted_at IS NULL OR response.deleted_by_id = response.recipient_id)
      -- The unanswered count once they have waited a day, unless their players took them back.
      AND (least(decided.at, written.at) IS NOT NULL
           OR (response.status <> 'withdrawn' AND response.created_at <= %(patient)s))
), reaches AS (
    SELECT author_id, percentile_disc(0.8) WITHIN GROUP (ORDER BY wait) AS reach
    FROM waits GROUP BY author_id HAVING count(*) >= %(least)s
)
INSERT INTO board_answerpace (author_id, percent, hours, measured_at)
SELECT author_id,
       floor(100.0 * count(*) FILTER (WHERE is_answered AND wait <= reach) / count(*)),
       greatest(1, ceil(extract(epoch FROM reach) / 3600)),
       %(now)s
FROM waits JOIN reaches USING (author_id)
GROUP BY author_id, reach
ON CONFLICT (author_id) DO UPDATE
SET percent = excluded.percent, hours = excluded.hours, measured_at = excluded.measured_at
"""


@transaction.atomic
def measure_answers(*, now: datetime) -> int:
    """Measure the pace of every author with enough responses lately, in two statements; return how many.

    Side effects: who has too few responses has no pace any more. Cached pages follow when they expire.
    """
    facts: dict[str, datetime | int] = {
        "now": now,
        "since": now - PACE_OF,
        "patient": now - PACE_PATIENCE,
        "least": PACE_MIN,
    }
    with connection.cursor() as cursor:
        cursor.execute(MEASURE, facts)
        measured = cursor.rowcount
    AnswerPace.objects.exclude(measured_at=now).delete()
    return measured
