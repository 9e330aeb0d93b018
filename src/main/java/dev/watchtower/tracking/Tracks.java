package dev.watchtower.tracking;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The way a truck went, from its stored positions. */
@Service
class Tracks {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MOST_FIXES = 1_000_000;

    private final JdbcClient jdbc;
    private final LiveFleet live;

    Tracks(JdbcClient jdbc, LiveFleet live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    /**
     * The truck's fixes from one moment to another, both included, in the order of time.
     *
     * @throws Problem 404 where there is no such truck, 422 where the span is empty or longer than 31 days
     */
    @Transactional(readOnly = true)
    public List<Fix> fixes(UUID truck, Instant from, Instant to) {
        if (to.isBefore(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "track-span",
                    "Ask for a span that ends after it begins, and of at most " + LONGEST.toDays() + " days.");
        }
        var organization = Tenancy.organization();
        if (live.of(organization).truck(truck).isEmpty()) {
            throw Problem.notFound("truck");
        }
        return jdbc.sql("select " + StoredFix.COLUMNS + " from vehicle_positions"
                        + " where truck_id = ? and recorded_at between ? and ? order by recorded_at limit "
                        + MOST_FIXES)
                .param(truck)
                .param(from.atOffset(ZoneOffset.UTC))
                .param(to.atOffset(ZoneOffset.UTC))
                .query((row, n) -> StoredFix.read(row, truck, organization))
                .list();
    }
}
