package dev.watchtower.platform.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Reads DATABASE_URL: JDBC's form, or libpq's, which most who rent out databases hand out. */
final class DatabaseUrl {
    private static final String FORM =
            "must look like postgresql://user:password@host:5432/name or jdbc:postgresql://host:5432/name;"
                    + " signs such as @ : / in a user or password are written as %40 %3A %2F";
    private static final Pattern LIBPQ =
            Pattern.compile("postgres(?:ql)?://(?:([^:@/?]*)(?::([^@/?]*))?@)?([^@/?]*)/([^/?]+)(?:\\?(.*))?");
    private static final Pattern JDBC = Pattern.compile("(jdbc:postgresql://[^@/?]*/[^@/?]+)(?:\\?(.*))?");
    private static final int DEFAULT_PORT = 5432;

    /** Where pgjdbc writes a parameter of libpq's another way; sslmode, sslrootcert and others are the same. */
    private static final Map<String, String> PGJDBC_NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "gssencmode", "gssEncMode");

    private DatabaseUrl() {}

    /**
     * The address, with the login that stands in it or a blank one.
     *
     * @throws IllegalArgumentException with a sentence that goes on from the setting's name, and tells nothing secret
     */
    static DatabaseAddress read(String text) {
        var libpq = LIBPQ.matcher(text);
        var jdbc = JDBC.matcher(text);
        if (libpq.matches()) {
            return libpq(libpq);
        }
        if (jdbc.matches()) {
            return withParameters(plain(jdbc.group(1)), query(jdbc.group(2)));
        }
        throw new IllegalArgumentException(FORM);
    }

    private static DatabaseAddress libpq(MatchResult parts) {
        var query = query(plusKept(parts.group(5)));
        var parameters = new HashMap<String, String>();
        query.forEach((name, value) -> parameters.put(PGJDBC_NAMES.getOrDefault(name, name), value));
        parameters.putIfAbsent("user", decoded(plusKept(parts.group(1))));
        parameters.putIfAbsent("password", decoded(plusKept(parts.group(2))));
        var host = parts.group(3);
        var name = plusKept(parts.group(4));
        var folder = parameters.remove("host");
        if (folder == null) {
            return withParameters(plain("jdbc:postgresql://" + host + "/" + name), parameters);
        }
        if (!host.isEmpty() || !folder.startsWith("/")) {
            throw new IllegalArgumentException("may have a parameter host only for the folder of a Unix socket");
        }
        return withParameters(DatabaseAddress.ofSocket(folder, DEFAULT_PORT, decoded(name)), parameters);
    }

    private static DatabaseAddress plain(String url) {
        if (url.contains(":///") || Driver.parseURL(url, null) == null) {
            throw new IllegalArgumentException(FORM);
        }
        return new DatabaseAddress(url, Map.of(), "", "");
    }

    private static DatabaseAddress withParameters(DatabaseAddress address, Map<String, String> parameters) {
        var others = new HashMap<>(parameters);
        var user = others.remove("user");
        var password = others.remove("password");
        others.keySet().stream()
                .filter(name -> PGProperty.forName(name) == null)
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("has a parameter that is not known: " + name);
                });
        return address.with(others).loginAs(user == null ? "" : user, password == null ? "" : password);
    }

    private static Map<String, String> query(@Nullable String text) {
        var parameters = new HashMap<String, String>();
        if (text != null && !text.isEmpty()) {
            for (var pair : text.split("&", -1)) {
                var parts = pair.split("=", 2);
                parameters.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return parameters;
    }

    /** In libpq's form a plus sign is no space. */
    private static String plusKept(@Nullable String text) {
        return text == null ? "" : text.replace("+", "%2B");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }
}
