package dev.watchtower.tracking;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.tracking.motion.MotionRules;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The thresholds of this thread's organization. */
@Service
class MotionSettings {
    /** As asked for and answered; {@link MotionRules} says what each one means. */
    record Thresholds(
            @Min(10) @Max(500) int stopRadiusMeters,
            @Min(30) @Max(3_600) int stopSeconds,
            @Min(20) @Max(2_000) int leaveRadiusMeters,
            @Min(30) @Max(3_600) int silenceSeconds,
            @Min(20) @Max(2_000) int silenceRadiusMeters,
            @Min(60) @Max(500) int wildSpeedKph,
            @Min(50) @Max(10_000) int wildDistanceMeters,
            @Min(60) @Max(86_400) int offlineSeconds) {
        /** The clock alone says who is offline: the past does not change with it. */
        Thresholds withOffline(int seconds) {
            return new Thresholds(
                    stopRadiusMeters,
                    stopSeconds,
                    leaveRadiusMeters,
                    silenceSeconds,
                    silenceRadiusMeters,
                    wildSpeedKph,
                    wildDistanceMeters,
                    seconds);
        }

        static Thresholds of(RuleBook.Rules rules) {
            var motion = rules.motion();
            return new Thresholds(
                    motion.stopRadiusMeters(),
                    motion.stopSeconds(),
                    motion.leaveRadiusMeters(),
                    motion.silenceSeconds(),
                    motion.silenceRadiusMeters(),
                    motion.wildSpeedKph(),
                    motion.wildDistanceMeters(),
                    (int) rules.offline().toSeconds());
        }
    }

    private final JdbcClient jdbc;
    private final Audit audit;

    MotionSettings(JdbcClient jdbc, Audit audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** For people to see. */
    @Transactional(readOnly = true)
    public Thresholds shown() {
        Access.require(Permission.SETTINGS_READ);
        return current();
    }

    /** For services that go by them. */
    @Transactional(readOnly = true)
    public Thresholds current() {
        return jdbc.sql("""
                        select stop_radius_meters, stop_seconds, leave_radius_meters, silence_seconds,
                            silence_radius_meters, wild_speed_kph, wild_distance_meters, offline_seconds
                        from motion_rules where organization_id = :organization""")
                .param("organization", Tenancy.organization())
                .query(Thresholds.class)
                .optional()
                .orElseGet(() -> Thresholds.of(RuleBook.Rules.STANDARD));
    }

    /**
     * Takes the thresholds over; the road's owner has the past folded again by them.
     *
     * @throws Problem 422 where a stop would end before it began
     */
    @Transactional
    public Thresholds change(Thresholds wanted) {
        Access.require(Permission.SETTINGS_WRITE);
        if (wanted.leaveRadiusMeters() < wanted.stopRadiusMeters()) {
            throw Problem.badField("leaveRadiusMeters", "must be at least stopRadiusMeters");
        }
        var before = current();
        if (wanted.equals(before)) {
            return wanted;
        }
        jdbc.sql("""
                        insert into motion_rules as r (organization_id, version, stop_radius_meters, stop_seconds,
                            leave_radius_meters, silence_seconds, silence_radius_meters, wild_speed_kph,
                            wild_distance_meters, offline_seconds)
                        values (:organization, case when :refolds then 1 else 0 end, :stopRadiusMeters, :stopSeconds, :leaveRadiusMeters, :silenceSeconds,
                            :silenceRadiusMeters, :wildSpeedKph, :wildDistanceMeters, :offlineSeconds)
                        on conflict (organization_id) do update set
                            version = r.version + case when :refolds then 1 else 0 end,
                            stop_radius_meters = excluded.stop_radius_meters, stop_seconds = excluded.stop_seconds,
                            leave_radius_meters = excluded.leave_radius_meters,
                            silence_seconds = excluded.silence_seconds,
                            silence_radius_meters = excluded.silence_radius_meters,
                            wild_speed_kph = excluded.wild_speed_kph,
                            wild_distance_meters = excluded.wild_distance_meters,
                            offline_seconds = excluded.offline_seconds, updated_at = now()""")
                .param("organization", Tenancy.organization())
                .param("refolds", !wanted.withOffline(before.offlineSeconds()).equals(before))
                .param("stopRadiusMeters", wanted.stopRadiusMeters())
                .param("stopSeconds", wanted.stopSeconds())
                .param("leaveRadiusMeters", wanted.leaveRadiusMeters())
                .param("silenceSeconds", wanted.silenceSeconds())
                .param("silenceRadiusMeters", wanted.silenceRadiusMeters())
                .param("wildSpeedKph", wanted.wildSpeedKph())
                .param("wildDistanceMeters", wanted.wildDistanceMeters())
                .param("offlineSeconds", wanted.offlineSeconds())
                .update();
        audit.record("settings.change-motion", "settings", "motion", before, wanted);
        return wanted;
    }
}
