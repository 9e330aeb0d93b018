import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/** A truck on made-up roads: it speeds up and slows down, turns, and stands now and then. One fix a step. */
final class Moves {
    private static final double METERS_A_DEGREE = 111_195;

    private final String truck;
    private final Random random;
    private double latitude;
    private double longitude;
    private double speedKph;
    private double heading;
    private int standsFor;
    private Instant at;

    Moves(String truck, int seed, Instant from) {
        this.truck = truck;
        this.random = new Random(seed);
        this.latitude = 46 + random.nextDouble() * 4;
        this.longitude = 16 + random.nextDouble() * 6;
        this.speedKph = random.nextDouble() * 80;
        this.heading = random.nextDouble() * 360;
        this.at = from.plusMillis(random.nextInt(1_000));
    }

    /** Goes on for some seconds and tells where it is then, as an item of a request's body. */
    String next(int seconds) {
        at = at.plusSeconds(seconds);
        if (standsFor > 0) {
            standsFor--;
        } else if (random.nextInt(60) == 0) {
            standsFor = 10 + random.nextInt(60);
            speedKph = 0;
        } else {
            speedKph = Math.clamp(speedKph + random.nextGaussian() * 8, 5, 90);
            heading = (heading + random.nextGaussian() * 15 + 360) % 360;
            var way = speedKph / 3.6 * seconds / METERS_A_DEGREE;
            latitude += way * Math.cos(Math.toRadians(heading));
            longitude += way * Math.sin(Math.toRadians(heading)) / Math.cos(Math.toRadians(latitude));
        }
        return item(at);
    }

    /** The same place some seconds before, which was not told then. */
    String late(int secondsBefore) {
        return item(at.minusSeconds(secondsBefore).minusMillis(1 + random.nextInt(400)));
    }

    /** The latest fix once more. */
    String again() {
        return item(at);
    }

    /** Goes on by a second, and tells it under the given time. */
    String at(Instant time) {
        next(1);
        return item(time);
    }

    private String item(Instant time) {
        return String.format(
                Locale.ROOT,
                "{\"truck\":\"%s\",\"recordedAt\":\"%s\",\"latitude\":%.6f,\"longitude\":%.6f,\"speedKph\":%.1f,\"headingDegrees\":%.1f,\"ignition\":%b}",
                truck,
                time,
                latitude + random.nextGaussian() * 3e-5,
                longitude + random.nextGaussian() * 3e-5,
                speedKph,
                heading,
                standsFor == 0);
    }
}
