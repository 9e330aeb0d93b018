package dev.watchtower.feeds.csv;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read, as its owner says.
 *
 * @param zone of times that carry none
 * @param mapping our field names to the file's; to nothing for a field that is not to be read
 */
record Wishes(boolean createTrucks, @Nullable ZoneId zone, Map<String, String> mapping) {}
