"""Which version did a stream have at the moment, by the log itself?"""

from collections.abc import Sequence

from domain.kernel import Key
from projections.moment import Reading


def versions(reading: Reading, keys: Sequence[Key]) -> dict[Key, int]:
    """The version of each of these streams as known at the moment; 0 where nothing was recorded by then."""
    query = (
        "SELECT originator_id, max(originator_version) FROM log.events "
        "WHERE originator_id = ANY(%s) AND notification_id <= %s GROUP BY originator_id"
    )
    streams = [key.stream for key in keys]
    found = dict(reading.connection.execute(query, (streams, reading.moment.known_at), prepare=True).fetchall())
    return {key: found.get(key.stream, 0) for key in keys}
