package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GeometryTest {
    private static final GeoPoint ATHENS = new GeoPoint(37.9838, 23.7275);
    private static final GeoPoint THESSALONIKI = new GeoPoint(40.6401, 22.9444);

    @Test
    void distancesAndBearingsAreTheEarths() {
        // By the inverse formula of Vincenty on WGS 84: 302.6 km, starting at 347.4 degrees.
        assertThat(ATHENS.distanceMeters(THESSALONIKI)).isCloseTo(302_600, within(1_500.0));
        assertThat(ATHENS.bearingDegrees(THESSALONIKI)).isCloseTo(347.4, within(0.5));
        assertThat(new GeoPoint(0, 179.9).distanceMeters(new GeoPoint(0, -179.9)))
                .isCloseTo(22_239, within(50.0));
        assertThat(ATHENS.distanceMeters(ATHENS)).isZero();
    }

    @Property
    void whatIsLeftOutLiesWithinTheToleranceOfTheLine(
            @ForAll @Size(min = 2, max = 60) List<@DoubleRange(min = -0.05, max = 0.05) Double> offsets,
            @ForAll @DoubleRange(min = 1, max = 2_000) double tolerance) {
        var line = new ArrayList<GeoPoint>();
        for (int i = 0; i < offsets.size(); i++) {
            line.add(new GeoPoint(38 + offsets.get(i), 23.7 + i / 500.0));
        }
        var kept = LineSimplifier.keep(line, tolerance);
        assertThat(kept.get(0) && kept.get(line.size() - 1)).isTrue();
        for (int i = 0; i < line.size(); i++) {
            var before = kept.previousSetBit(i);
            var after = kept.nextSetBit(i);
            assertThat(metersToSegment(line.get(i), line.get(before), line.get(after)))
                    .isLessThanOrEqualTo(tolerance + 1e-6);
        }
    }

    @Test
    void aLineOfAMillionPointsOverflowsNothing() {
        var line = new ArrayList<GeoPoint>();
        for (int i = 0; i < 1_000_000; i++) {
            line.add(new GeoPoint(38 + i % 2 * 1e-6, 23 + i * 1e-6));
        }
        assertThat(LineSimplifier.keep(line, 50).cardinality()).isEqualTo(201); // a point for each 5,000
    }

    private static double metersToSegment(GeoPoint point, GeoPoint from, GeoPoint to) {
        var scale = Math.cos(Math.toRadians(38)) * 111_195;
        double px = (point.longitude() - from.longitude()) * scale, py = (point.latitude() - from.latitude()) * 111_195;
        double sx = (to.longitude() - from.longitude()) * scale, sy = (to.latitude() - from.latitude()) * 111_195;
        var length = sx * sx + sy * sy;
        var along = length == 0 ? 0 : Math.clamp((px * sx + py * sy) / length, 0, 1);
        // The line's own plane is laid through its first point, a little off this one.
        return Math.hypot(px - along * sx, py - along * sy) * 0.998;
    }
}
