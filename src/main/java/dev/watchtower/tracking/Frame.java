package dev.watchtower.tracking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;

/** A message to a watcher in the making: JSON in UTF-8, into which what was encoded before is copied as it is. */
final class Frame {
    private static final int ROOM = 256;
    private static final int ROOM_PER_ITEM = 384;

    private final ByteArrayOutputStream out;

    /** @param items that it will hold, about */
    Frame(String type, Instant at, int items) {
        out = new ByteArrayOutputStream(ROOM + items * ROOM_PER_ITEM);
        text("{\"type\":\"" + type + "\",\"at\":\"" + at + "\"");
    }

    /** @param json as encoded; empty where there is none: the field is then left out */
    Frame field(String name, String json) {
        return json.isEmpty() ? this : text(",\"" + name + "\":" + json);
    }

    Frame list(String name, Collection<byte[]> items) {
        text(",\"" + name + "\":[");
        var first = true;
        for (var item : items) {
            if (!first) {
                out.write(',');
            }
            out.writeBytes(item);
            first = false;
        }
        return text("]");
    }

    byte[] end() {
        return text("}").out.toByteArray();
    }

    private Frame text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }
}
