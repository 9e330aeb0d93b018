package dev.watchtower.platform;

/** What the browser lets our pages load: our own files only. */
public final class ContentSecurityPolicy {
    /** Of sonner's (2.0.8) style element, which knows no nonce, when empty and when filled; a browser test watches. */
    private static final String TOAST_STYLES = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
            + " 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";

    private static final String BASE =
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /** For everything that is not the page. */
    public static final String STRICT = BASE;

    /** For Swagger UI, whose bundle writes style elements of its own. */
    public static final String API_DOCUMENT = BASE + "; style-src 'self' 'unsafe-inline'";

    private ContentSecurityPolicy() {}

    public static String forPage(String nonce) {
        return BASE + "; style-src 'self' 'nonce-" + nonce + "' " + TOAST_STYLES;
    }
}
