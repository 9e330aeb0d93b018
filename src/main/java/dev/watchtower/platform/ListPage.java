package dev.watchtower.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the page after this one, null on the last
 */
public record ListPage<T>(List<T> items, @Nullable String next) {}
