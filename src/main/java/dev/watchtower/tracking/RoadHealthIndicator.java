package dev.watchtower.tracking;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready only while this process records positions. */
@Component
class RoadHealthIndicator implements HealthIndicator {
    private final RoadEpoch road;

    RoadHealthIndicator(RoadEpoch road) {
        this.road = road;
    }

    @Override
    public Health health() {
        return (road.isOwner() ? Health.up() : Health.outOfService()).build();
    }
}
