package dev.watchtower.tracking;

import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.tracking.motion.MotionRules;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Every organization's rules of motion, as the road's owner last read them. */
@Component
class RuleBook {
    /**
     * The rules of one organization.
     *
     * @param offline after so long without a fix a truck is offline
     * @param version 0 for the standard rules, then counts the changes
     */
    record Rules(MotionRules motion, Duration offline, long version) {
        static final Rules STANDARD = new Rules(MotionRules.STANDARD, Duration.ofMinutes(10), 0);
    }

    private final OwnerDatabase owner;
    private volatile Map<UUID, Rules> rules = Map.of();

    RuleBook(OwnerDatabase owner) {
        this.owner = owner;
    }

    Rules of(UUID organization) {
        return rules.getOrDefault(organization, Rules.STANDARD);
    }

    /** Reads all rules; whether any differ from what was known. */
    boolean read() throws SQLException {
        var read = new HashMap<UUID, Rules>();
        try (var connection = owner.connection();
                var query = connection.prepareStatement("""
                        select organization_id, version, offline_seconds, stop_radius_meters, stop_seconds,
                            leave_radius_meters, silence_seconds, silence_radius_meters, wild_speed_kph,
                            wild_distance_meters
                        from motion_rules""");
                var row = query.executeQuery()) {
            while (row.next()) {
                var motion = new MotionRules(
                        row.getInt("stop_radius_meters"),
                        row.getInt("stop_seconds"),
                        row.getInt("leave_radius_meters"),
                        row.getInt("silence_seconds"),
                        row.getInt("silence_radius_meters"),
                        row.getInt("wild_speed_kph"),
                        row.getInt("wild_distance_meters"));
                var offline = Duration.ofSeconds(row.getInt("offline_seconds"));
                read.put(
                        row.getObject("organization_id", UUID.class),
                        new Rules(motion, offline, row.getLong("version")));
            }
        }
        var changed = !read.equals(rules);
        rules = Map.copyOf(read);
        return changed;
    }
}
