package dev.watchtower.feeds.sample.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Skip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample's roads on the land that the page's base map draws. */
class LandTest {
    private static final Path LAND = Path.of("web/node_modules/world-atlas/land-10m.json");

    @Test
    void everyCrossingLiesOnLand() throws Exception {
        Skip.unless(Files.exists(LAND), "the page's parts, the base map among them, are not installed");
        var rings = rings(JsonMapper.builder().build().readTree(Files.readString(LAND)));
        assertThat(isLand(rings, -4, 40)).as("inland").isTrue();
        assertThat(isLand(rings, 0.5, 38)).as("the sea").isFalse();
        var roads = new Plan(SampleDays.SEED).roads();
        for (int node = 0; node < roads.size(); node++) {
            var point = roads.node(node);
            assertThat(isLand(rings, point.longitude(), point.latitude())).isTrue();
        }
    }

    /** Whether a ray from the place crosses outlines an odd number of times. */
    private static boolean isLand(List<double[][]> rings, double longitude, double latitude) {
        var inside = false;
        for (var ring : rings) {
            for (int i = 0, j = ring.length - 1; i < ring.length; j = i++) {
                var a = ring[i];
                var b = ring[j];
                if (a[1] > latitude != b[1] > latitude
                        && longitude < (b[0] - a[0]) * (latitude - a[1]) / (b[1] - a[1]) + a[0]) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }

    /** The outlines near the region's longitude, out of TopoJSON: arcs of differences, named by number or its complement. */
    private static List<double[][]> rings(JsonNode topology) {
        var rings = new ArrayList<double[][]>();
        for (var geometry : topology.at("/objects/land/geometries")) {
            for (var polygon : geometry.get("arcs")) {
                for (var ring : polygon) {
                    var points = new ArrayList<double[]>();
                    for (var arc : ring) {
                        var number = arc.asInt();
                        var line = arc(topology, number < 0 ? ~number : number);
                        points.addAll(number < 0 ? line.reversed() : line);
                    }
                    rings.add(points.toArray(double[][]::new));
                }
            }
        }
        return rings;
    }

    private static List<double[]> arc(JsonNode topology, int number) {
        var scale = topology.at("/transform/scale");
        var translate = topology.at("/transform/translate");
        var line = new ArrayList<double[]>();
        long x = 0;
        long y = 0;
        for (var difference : topology.get("arcs").get(number)) {
            x += difference.get(0).asLong();
            y += difference.get(1).asLong();
            line.add(new double[] {
                x * scale.get(0).asDouble() + translate.get(0).asDouble(),
                y * scale.get(1).asDouble() + translate.get(1).asDouble()
            });
        }
        return line;
    }
}
