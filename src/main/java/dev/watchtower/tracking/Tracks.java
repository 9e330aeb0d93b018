package dev.watchtower.tracking;

import dev.watchtower.fleet.Trucks;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
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
    static final Instant EARLIEST = Instant.EPOCH;
    static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");
    private static final int MOST_FIXES = 300_000;
    private static final int FETCH_ROWS = 5_000;

    private final JdbcClient jdbc;
    private final Trucks trucks;

    Tracks(JdbcClient jdbc, Trucks trucks) {
        this.jdbc = jdbc;
        this.trucks = trucks;
    }

    /**
     * The truck's fixes from one moment to another, both included, in the order of time.
     *
     * @throws Problem 404 where there is no such truck, 422 where the span is empty, longer than 31 days, or too full
     */
    @Transactional(readOnly = true)
    public List<Fix> fixes(UUID truck, Instant from, Instant to) {
        Access.require(Permission.POSITIONS_READ);
        if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "track-span", "Ask for times from 1970 to 2999.");
        }
        if (to.isBefore(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "track-span",
                    "Ask for a span that ends after it begins, and of at most " + LONGEST.toDays() + " days.");
        }
        var organization = Tenancy.organization();
        if (!trucks.exists(truck)) {
            throw Problem.notFound("truck");
        }
        var fixes = jdbc.sql("select " + StoredFix.COLUMNS + " from vehicle_positions"
                        + " where truck_id = ? and recorded_at between ? and ? order by recorded_at limit ?")
                .withFetchSize(FETCH_ROWS)
                .param(truck)
                .param(from.atOffset(ZoneOffset.UTC))
                .param(to.atOffset(ZoneOffset.UTC))
                .param(MOST_FIXES + 1)
                .query((row, n) -> StoredFix.read(row, truck, organization))
                .list();
        if (fixes.size() > MOST_FIXES) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "track-span",
                    "There are more than " + MOST_FIXES + " fixes in this span: ask for a shorter one.");
        }
        return fixes;
    }
}
