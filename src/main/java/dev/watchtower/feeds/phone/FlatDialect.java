package dev.watchtower.feeds.phone;

import dev.watchtower.tracking.GeoPoint;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of names and values: the query string of the OsmAnd app and old Traccar Clients, the form of Traccar Client
 * 10, and the flat objects of its lists. Speeds are in knots.
 */
final class FlatDialect {
    private static final double KPH_PER_KNOT = 1.852;

    private FlatDialect() {}

    /** @param values the value of each name, or null */
    static PhoneMessage message(UnaryOperator<@Nullable String> values) {
        var place = place(values);
        var stated = first(values, "timestamp", "time", "fixTime");
        var time = Values.time(stated);
        return new PhoneMessage(
                Values.deviceId(deviceId(values)),
                time,
                place.point(),
                stated != null && time == null ? DropReason.NO_TIME : place.fault(),
                Values.speedKph(number(values, "speed"), KPH_PER_KNOT),
                Values.headingDegrees(number(values, "bearing", "heading", "course")),
                Values.accuracyMeters(number(values, "accuracy")),
                Values.flag(values.apply("ignition")),
                Values.batteryPercent(number(values, "batt", "battery", "batteryLevel"), 100),
                Values.flag(first(values, "charge", "charging")),
                Values.activity(values.apply("activity")),
                Values.sos(values.apply("alarm")));
    }

    static @Nullable String deviceId(UnaryOperator<@Nullable String> values) {
        return first(values, "id", "deviceid", "device_id", "deviceId", "uniqueId", "imei");
    }

    private record Place(@Nullable GeoPoint point, @Nullable DropReason fault) {}

    private static Place place(UnaryOperator<@Nullable String> values) {
        var latitude = first(values, "lat", "latitude");
        var longitude = first(values, "lon", "lng", "longitude");
        var both = values.apply("location");
        if (latitude == null && longitude == null && both != null) {
            var parts = both.split(",", 3);
            latitude = parts[0];
            longitude = parts.length > 1 ? parts[1] : null;
        }
        if (latitude == null && longitude == null || Boolean.FALSE.equals(Values.flag(values.apply("valid")))) {
            return new Place(null, null);
        }
        var point = Values.point(Values.number(latitude), Values.number(longitude));
        return new Place(point, point == null ? DropReason.NO_PLACE : null);
    }

    private static @Nullable Double number(UnaryOperator<@Nullable String> values, String... names) {
        return Values.number(first(values, names));
    }

    private static @Nullable String first(UnaryOperator<@Nullable String> values, String... names) {
        return Stream.of(names)
                .filter(name -> {
                    var value = values.apply(name);
                    return value != null && !value.isBlank();
                })
                .findFirst()
                .map(values)
                .orElse(null);
    }
}
