package dev.watchtower.identity.webhooks;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;

/** Where a vendor names a delivery, so that it is known when he brings it again. */
public sealed interface DeliveryId {
    record InHeader(Place place) implements DeliveryId {}

    /** @param pointer into the body's JSON, such as {@code /event_id} (RFC 6901) */
    record InBody(String pointer) implements DeliveryId {}

    /** The name; empty where none is given. */
    default Optional<String> of(byte[] body, Function<String, @Nullable String> headers) {
        return switch (this) {
            case InHeader header -> header.place().values(headers).findFirst();
            case InBody in -> {
                try {
                    var found = JsonMapper.shared().readTree(body).at(JsonPointer.compile(in.pointer()));
                    yield found.isValueNode() && !found.isNull() ? Optional.of(found.asString()) : Optional.empty();
                } catch (JacksonException e) {
                    yield Optional.empty();
                }
            }
        };
    }
}
