package dev.watchtower.platform;

import java.util.List;

/** What the browser lets our pages load: our own files, and of the street map's hosts what a map is made of. */
public final class ContentSecurityPolicy {
    /** Of sonner's (2.0.8) style element, which knows no nonce, when empty and when filled; a browser test watches. */
    private static final String TOAST_STYLES = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
            + " 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";

    private static final String BASE =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String OWN_PICTURES = "; img-src 'self' data: blob:";

    /** For everything that is not the page. */
    public static final String STRICT = BASE + OWN_PICTURES;

    /** For Swagger UI, whose bundle writes style elements of its own. */
    public static final String API_DOCUMENT = STRICT + "; style-src 'self' 'unsafe-inline'";

    private ContentSecurityPolicy() {}

    /** @param mapOrigins where the street map comes from */
    public static String forPage(String nonce, List<String> mapOrigins) {
        return withMap(mapOrigins) + "; style-src 'self' 'nonce-" + nonce + "' " + TOAST_STYLES;
    }

    /** For the page's scripts: a worker, as the map has, goes by the policy that its own script is sent with. */
    public static String forScripts(List<String> mapOrigins) {
        return withMap(mapOrigins);
    }

    private static String withMap(List<String> origins) {
        if (origins.isEmpty()) {
            return STRICT;
        }
        var hosts = " " + String.join(" ", origins);
        return BASE + OWN_PICTURES + hosts + "; connect-src 'self'" + hosts;
    }
}
