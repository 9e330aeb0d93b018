package dev.watchtower.feeds.phone;

import dev.watchtower.fleet.Trucks;
import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the phones of trucks: when they were heard, their newest readings, what of theirs was not taken in. */
@Service
class PhoneDevices {
    /** @param count how many messages */
    record Dropped(DropReason reason, long count, Instant lastAt) {}

    /**
     * A phone of a truck.
     *
     * @param lastSeenAt when it last sent anything; null: it is set up, and was not heard of yet
     * @param firstFixAt when its first fix arrived
     * @param lastFixAt when its newest fix was recorded
     */
    record Phone(
            String deviceId,
            @Nullable Instant lastSeenAt,
            @Nullable Instant firstFixAt,
            @Nullable Instant lastFixAt,
            @Nullable Integer batteryPercent,
            @Nullable Boolean charging,
            @Nullable String activity,
            List<Dropped> dropped,
            SosCalls.@Nullable Sos lastSos) {}

    /**
     * What a request told of a phone.
     *
     * @param lastFixAt of its fixes that were taken in, the newest; null: there was none
     * @param reading the newest message with a battery, charging or activity
     */
    record News(
            String deviceId,
            @Nullable Instant lastFixAt,
            @Nullable PhoneMessage reading,
            Map<DropReason, Long> dropped) {}

    private final JdbcClient jdbc;
    private final Trucks trucks;
    private final IntakeTokens tokens;
    private final Clock clock;

    PhoneDevices(JdbcClient jdbc, Trucks trucks, IntakeTokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.trucks = trucks;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A device of a truck is known to be a phone from now on. */
    @Transactional
    public void add(String device) {
        jdbc.sql("insert into phone_devices (organization_id, device_id) values (:organization, :device)"
                        + " on conflict do nothing")
                .param("organization", Tenancy.organization())
                .param("device", device)
                .update();
    }

    /** The truck's phone that was set up and never heard of. */
    @Transactional(readOnly = true)
    public Optional<String> waiting(UUID truck) {
        return jdbc.sql("""
                        select p.device_id from phone_devices p join truck_devices d using (organization_id, device_id)
                        where d.truck_id = :truck and p.last_seen_at is null order by p.created_at desc limit 1""").param("truck", truck).query(String.class).optional();
    }

    /** Keeps what a request told; of a device that was taken from its truck meanwhile, nothing. */
    @Transactional
    public void keep(List<News> news, @Nullable UUID token) {
        for (var one : news) {
            if (keep(one)) {
                one.dropped().forEach((reason, count) -> drop(one.deviceId(), reason, count));
            }
        }
        tokens.used(token);
    }

    private boolean keep(News news) {
        var now = clock.instant();
        var reading = news.reading();
        var readingAt = reading == null ? null : reading.time() == null ? now : earlier(reading.time(), now);
        return jdbc.sql("""
                        insert into phone_devices as p (organization_id, device_id, last_seen_at, first_fix_at,
                            last_fix_at, reading_at, battery_percent, charging, activity)
                        select d.organization_id, d.device_id, :now, :firstFixAt, :lastFixAt, :readingAt,
                            cast(:battery as smallint), :charging, :activity
                        from truck_devices d where d.device_id = :device for key share
                        on conflict (organization_id, device_id) do update
                        set last_seen_at = greatest(p.last_seen_at, excluded.last_seen_at),
                            first_fix_at = coalesce(p.first_fix_at, excluded.first_fix_at),
                            last_fix_at = greatest(p.last_fix_at, excluded.last_fix_at),
                            reading_at = greatest(p.reading_at, excluded.reading_at),
                            battery_percent = case when excluded.reading_at < p.reading_at then p.battery_percent
                                else coalesce(excluded.battery_percent, p.battery_percent) end,
                            charging = case when excluded.reading_at < p.reading_at then p.charging
                                else coalesce(excluded.charging, p.charging) end,
                            activity = case when excluded.reading_at < p.reading_at then p.activity
                                else coalesce(excluded.activity, p.activity) end,
                            updated_at = now()""")
                        .param("device", news.deviceId())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("firstFixAt", news.lastFixAt() == null ? null : now.atOffset(ZoneOffset.UTC))
                        .param("lastFixAt", Rows.timestamp(news.lastFixAt()))
                        .param("readingAt", Rows.timestamp(readingAt))
                        .param("battery", reading == null ? null : reading.batteryPercent())
                        .param("charging", reading == null ? null : reading.charging())
                        .param("activity", reading == null ? null : reading.activity())
                        .update()
                == 1;
    }

    private void drop(String device, DropReason reason, long count) {
        jdbc.sql("""
                        insert into phone_drops as p (organization_id, device_id, reason, count, last_at)
                        values (:organization, :device, :reason, :count, :now)
                        on conflict (organization_id, device_id, reason) do update
                        set count = p.count + excluded.count, last_at = excluded.last_at, updated_at = now()""")
                .param("organization", Tenancy.organization())
                .param("device", device)
                .param("reason", reason.name())
                .param("count", count)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The truck's phones, the one heard last first.
     *
     * @throws Problem 404 where there is no such truck
     */
    @Transactional(readOnly = true)
    public List<Phone> of(UUID truck) {
        Access.require(Permission.PHONES_READ);
        if (!trucks.exists(truck)) {
            throw Problem.notFound("truck");
        }
        return jdbc.sql("""
                        select p.*, s.sent_at, place.latitude, place.longitude
                        from phone_devices p join truck_devices d using (organization_id, device_id)
                        left join lateral (
                            select c.sent_at from sos_calls c
                            where c.organization_id = p.organization_id and c.truck_id = d.truck_id
                              and c.device_id = p.device_id
                            order by c.sent_at desc limit 1) s on true
                        left join lateral (
                            select c.latitude, c.longitude from sos_calls c
                            where c.organization_id = p.organization_id and c.truck_id = d.truck_id
                              and c.device_id = p.device_id and c.latitude is not null
                              and c.sent_at > s.sent_at - interval '1 hour'
                            order by c.sent_at desc limit 1) place on true
                        where d.truck_id = :truck
                        order by p.last_seen_at desc nulls last, p.device_id""")
                .param("truck", truck)
                .query((row, n) -> phone(row, dropped(row.getString("device_id"))))
                .list();
    }

    private List<Dropped> dropped(String device) {
        return jdbc.sql(
                        "select reason, count, last_at from phone_drops where device_id = :device order by last_at desc")
                .param("device", device)
                .query((row, n) -> new Dropped(
                        DropReason.valueOf(row.getString("reason")),
                        row.getLong("count"),
                        row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static Phone phone(ResultSet row, List<Dropped> dropped) throws SQLException {
        var sosAt = Rows.instant(row, "sent_at");
        return new Phone(
                row.getString("device_id"),
                Rows.instant(row, "last_seen_at"),
                Rows.instant(row, "first_fix_at"),
                Rows.instant(row, "last_fix_at"),
                row.getObject("battery_percent", Integer.class),
                row.getObject("charging", Boolean.class),
                row.getString("activity"),
                dropped,
                sosAt == null
                        ? null
                        : new SosCalls.Sos(
                                sosAt,
                                row.getObject("latitude", Double.class),
                                row.getObject("longitude", Double.class)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
