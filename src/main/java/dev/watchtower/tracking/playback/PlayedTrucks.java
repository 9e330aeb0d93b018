package dev.watchtower.tracking.playback;

import dev.watchtower.platform.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose past is played. */
@Repository
class PlayedTrucks {
    /** More do not fit into an address that every server on the way takes. */
    private static final int MOST_NAMED = 100;

    private static final int MOST = 20_000;

    record PlayedTruck(UUID id, String number) {}

    private final JdbcClient jdbc;

    PlayedTrucks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The trucks named, or all of this thread's organization where none is, archived ones included: they have a past. In
     * the order of their ids.
     *
     * @throws Problem 400 where more than 100 are named, 404 where one is not there, 422 for a fleet of more than 20,000
     */
    List<PlayedTruck> of(Collection<UUID> named) {
        if (named.size() > MOST_NAMED) {
            throw Problem.badField(
                    "truckId", "may be given " + MOST_NAMED + " times at most; leave it out to play the whole fleet");
        }
        var found = named.isEmpty() ? all() : byId(named);
        if (!named.isEmpty() && found.size() < named.stream().distinct().count()) {
            throw Problem.notFound("truck");
        }
        if (found.size() > MOST) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "playback-trucks",
                    String.format(Locale.ROOT, "At most %,d trucks can be played at once: name those you want.", MOST));
        }
        return found;
    }

    private List<PlayedTruck> all() {
        return jdbc.sql("select id, truck_number from trucks order by id limit ?")
                .param(MOST + 1)
                .query((row, n) -> new PlayedTruck(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    private List<PlayedTruck> byId(Collection<UUID> ids) {
        return jdbc.sql(
                        "select id, truck_number from trucks join (select distinct unnest(cast(? as uuid[])) as id) named"
                                + " using (id) order by id")
                .param(array(ids))
                .query((row, n) -> new PlayedTruck(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** As PostgreSQL writes an array. */
    static String array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
