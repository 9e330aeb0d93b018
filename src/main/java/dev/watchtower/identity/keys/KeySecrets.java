package dev.watchtower.identity.keys;

import dev.watchtower.platform.Secrets;
import java.util.regex.Pattern;

/** The form of a key's secret: {@code wt_} and 256 random bits, so that people and scanners of code know one when they see it. */
public final class KeySecrets {
    private static final String MARK = "wt_";
    private static final Pattern FORM = Pattern.compile(MARK + "[A-Za-z0-9_-]{43}");
    private static final int SHOWN_LENGTH = MARK.length() + 6;

    private KeySecrets() {}

    static String random() {
        return MARK + Secrets.random();
    }

    /** Whether whoever sends this means an API key. */
    public static boolean isMeant(String token) {
        return token.startsWith(MARK);
    }

    static boolean isWellFormed(String secret) {
        return FORM.matcher(secret).matches();
    }

    /** Its first characters, which tell nothing worth knowing. */
    static String prefix(String secret) {
        return secret.substring(0, SHOWN_LENGTH);
    }
}
