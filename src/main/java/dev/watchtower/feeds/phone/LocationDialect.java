package dev.watchtower.feeds.phone;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The dialect of Traccar Client 9 and other apps on the same plugin: an object with {@code location}, or a list of them,
 * beside {@code device_id}. Speeds are in metres a second, a battery is full at 1, and -1 means unknown.
 */
final class LocationDialect {
    private static final double KPH_PER_METER_PER_SECOND = 3.6;

    private LocationDialect() {}

    static boolean isOf(JsonNode object) {
        return object.path("location").isContainer() || object.path("coords").isObject();
    }

    /** How many messages it holds. */
    static int count(JsonNode object) {
        var location = object.path("location");
        return location.isArray() ? location.size() : 1;
    }

    static List<PhoneMessage> messages(JsonNode object) {
        var device = FlatDialect.deviceId(name -> text(object.path(name)));
        var messages = new ArrayList<PhoneMessage>();
        var location = object.path("location");
        for (var one : location.isArray() ? location : List.of(location.isObject() ? location : object)) {
            messages.add(
                    one.isObject()
                            ? message(device, one)
                            : PhoneMessage.unreadable().orFrom(device));
        }
        return messages;
    }

    private static PhoneMessage message(@Nullable String device, JsonNode location) {
        var coords = location.path("coords");
        var placed = !coords.path("latitude").isMissingNode()
                && !coords.path("latitude").isNull();
        var point = Values.point(number(coords.path("latitude")), number(coords.path("longitude")));
        var stated = text(location.path("timestamp"));
        var time = Values.time(stated);
        var fault = stated != null && time == null
                ? DropReason.NO_TIME
                : placed && point == null ? DropReason.NO_PLACE : null;
        var alarm = text(location.path("alarm"));
        var charging = location.path("battery").path("is_charging");
        return new PhoneMessage(
                Values.deviceId(device),
                time,
                point,
                fault,
                Values.speedKph(number(coords.path("speed")), KPH_PER_METER_PER_SECOND),
                Values.headingDegrees(number(coords.path("heading"))),
                Values.accuracyMeters(number(coords.path("accuracy"))),
                Values.flag(text(location.path("extras").path("ignition"))),
                Values.batteryPercent(number(location.path("battery").path("level")), 1),
                Values.flag(text(charging)),
                Values.activity(text(activity(location.path("activity")))),
                Values.sos(alarm == null ? text(location.path("extras").path("alarm")) : alarm));
    }

    private static JsonNode activity(JsonNode activity) {
        return activity.isObject() ? activity.path("type") : activity;
    }

    private static @Nullable Double number(JsonNode node) {
        return Values.number(text(node));
    }

    /** A scalar as text; null for anything else, or for an empty one. */
    static @Nullable String text(JsonNode node) {
        var text = node.isValueNode() && !node.isNull() ? node.asString() : "";
        return text.isBlank() ? null : text;
    }
}
