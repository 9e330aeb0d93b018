package dev.watchtower.feeds.phone;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.tracking.GeoPoint;
import dev.watchtower.tracking.SosRaised;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls for help. A call is kept, with the job that will tell of it, before its phone is answered; each is told once, in
 * the transaction that marks it so.
 */
@Service
class SosCalls {
    /**
     * @param at when it was sent, by the phone's clock
     * @param latitude where it was sent; where it knew no place, that of an earlier call within the hour before
     */
    record Sos(
            Instant at, @Nullable Double latitude, @Nullable Double longitude) {}

    /** A call without a time is the same as another of about now: apps repeat it until it is answered. */
    private static final Duration SAME_CALL = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final SchedulerClient scheduler;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SosCalls(JdbcClient jdbc, SchedulerClient scheduler, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.scheduler = scheduler;
        this.events = events;
        this.clock = clock;
    }

    /** Keeps these calls of a truck's device; one that is kept already is the same call. */
    @Transactional
    public void keep(UUID truck, String device, List<PhoneMessage> calls) {
        calls.forEach(call -> keep(truck, device, call));
    }

    private void keep(UUID truck, String device, PhoneMessage call) {
        var id = Ids.next();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (call.time() == null && isKept(truck, device, now)) {
            return;
        }
        var kept = jdbc.sql("""
                        insert into sos_calls (id, organization_id, truck_id, device_id, sent_at, received_at,
                            latitude, longitude)
                        values (:id, :organization, :truck, :device, :sentAt, :now, :latitude, :longitude)
                        on conflict on constraint sos_calls_once do nothing""")
                .param("id", id)
                .param("organization", Tenancy.organization())
                .param("truck", truck)
                .param("device", device)
                .param("sentAt", (call.time() == null ? now : call.time()).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("latitude", Rows.latitude(call.point()))
                .param("longitude", Rows.longitude(call.point()))
                .update();
        if (kept == 1) {
            scheduler.scheduleIfNotExists(SosJob.TASK
                    .instance(id.toString())
                    .data(new SosJob.Data(Tenancy.organization(), id))
                    .scheduledTo(now));
        }
    }

    /** Whether a call of about now is kept; until this transaction ends nobody else finds that out of this truck. */
    private boolean isKept(UUID truck, String device, Instant now) {
        jdbc.sql("select id from trucks where id = :truck for no key update")
                .param("truck", truck)
                .query(UUID.class)
                .optional();
        return jdbc.sql("""
                        select exists (select from sos_calls
                            where truck_id = :truck and device_id = :device and sent_at between :from and :to)""")
                .param("truck", truck)
                .param("device", device)
                .param("from", now.minus(SAME_CALL).atOffset(ZoneOffset.UTC))
                .param("to", now.plus(SAME_CALL).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Tells of the call, unless that was done. */
    @Transactional
    public void tell(UUID id) {
        jdbc.sql("""
                        update sos_calls set told_at = :now, updated_at = now() where id = :id and told_at is null
                        returning truck_id, sent_at, received_at, latitude, longitude""")
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    var latitude = row.getObject("latitude", Double.class);
                    var longitude = row.getObject("longitude", Double.class);
                    return new SosRaised(
                            Tenancy.organization(),
                            row.getObject("truck_id", UUID.class),
                            id,
                            row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                            row.getObject("received_at", OffsetDateTime.class).toInstant(),
                            latitude == null || longitude == null ? null : new GeoPoint(latitude, longitude));
                })
                .optional()
                .ifPresent(events::publishEvent);
    }
}
