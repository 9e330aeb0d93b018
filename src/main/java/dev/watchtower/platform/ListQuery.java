package dev.watchtower.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How every list is asked for: {@code limit} (50, at most 200), {@code cursor}, {@code sort} ({@code name} or
 * {@code -name}). Pages continue after a key (the sorted value, then the id), so that rows which come or go meanwhile
 * neither repeat nor hide others.
 */
public final class ListQuery {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final String SEPARATOR = "\u001f";

    /**
     * A column that a list sorts by.
     *
     * @param expression SQL, never null for any row
     * @param type the SQL type its text form is cast to
     */
    public record Sort(String expression, String type) {
        public static Sort text(String expression) {
            return new Sort(expression, "text");
        }

        public static Sort time(String expression) {
            return new Sort(expression, "timestamptz");
        }
    }

    /** A row as read: the item, its id, and the text form of what it is sorted by. */
    public record Row<T>(T item, UUID id, String key) {}

    private final int limit;
    private final String sortName;
    private final boolean descending;
    private final Sort sort;
    private final @Nullable String afterKey;
    private final @Nullable UUID afterId;

    /**
     * @param sorts what this list can be sorted by, by the name a client uses
     * @param standard the sort when none is asked for, such as {@code -createdAt}
     * @throws Problem 400 where limit, sort or cursor are none of this list's
     */
    public ListQuery(
            @Nullable Integer limit,
            @Nullable String cursor,
            @Nullable String sort,
            Map<String, Sort> sorts,
            String standard) {
        this.limit = limit == null ? DEFAULT_LIMIT : limit;
        if (this.limit < 1 || this.limit > MAX_LIMIT) {
            throw Problem.badField("limit", "must be from 1 to " + MAX_LIMIT);
        }
        sortName = sort == null || sort.isBlank() ? standard : sort;
        descending = sortName.startsWith("-");
        var found = sorts.get(descending ? sortName.substring(1) : sortName);
        if (found == null) {
            throw Problem.badField(
                    "sort",
                    "must be one of "
                            + String.join(", ", sorts.keySet().stream().sorted().toList())
                            + ", or one of them after a minus sign");
        }
        this.sort = found;
        if (cursor == null || cursor.isBlank()) {
            afterKey = null;
            afterId = null;
        } else {
            var parts = decode(cursor);
            if (!parts.getFirst().equals(sortName)) {
                throw Problem.badField("cursor", "belongs to a list with another sort");
            }
            afterKey = parts.get(1);
            afterId = UUID.fromString(parts.get(2));
        }
    }

    /** The key's expression as text, to be selected as {@code sort_key}. */
    public String keyColumn() {
        return "(" + sort.expression() + ")::text as sort_key";
    }

    /** {@code " and …"} that starts the page after its cursor, or nothing on the first page. */
    public String afterCursor(String id) {
        return afterId == null
                ? ""
                : " and (%s, %s) %s (cast(:afterKey as %s), cast(:afterId as uuid))"
                        .formatted(sort.expression(), id, descending ? "<" : ">", sort.type());
    }

    /** {@code " order by … limit …"}; one row more than the page, which tells whether there is another. */
    public String orderAndLimit(String id) {
        var direction = descending ? " desc" : "";
        return " order by " + sort.expression() + direction + ", " + id + direction + " limit " + (limit + 1);
    }

    /** The named parameters of {@link #afterCursor}. */
    public Map<String, Object> parameters() {
        return afterKey == null || afterId == null ? Map.of() : Map.of("afterKey", afterKey, "afterId", afterId);
    }

    /** Cuts the row too many off and makes the next page's cursor of the last one shown. */
    public <T, R> ListPage<R> page(List<Row<T>> rows, Function<T, R> body) {
        var shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        var last = shown.isEmpty() ? null : shown.getLast();
        var next = rows.size() > limit && last != null
                ? encode(sortName, last.key(), last.id().toString())
                : null;
        return new ListPage<>(shown.stream().map(Row::item).map(body).toList(), next);
    }

    private static String encode(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> decode(String cursor) {
        try {
            var parts = List.of(
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, -1));
            if (parts.size() == 3 && parts.get(1).indexOf('\0') < 0) {
                UUID.fromString(parts.get(2));
                return parts;
            }
        } catch (IllegalArgumentException e) {
            throw Problem.badField("cursor", "is not one that this list gave out");
        }
        throw Problem.badField("cursor", "is not one that this list gave out");
    }
}
