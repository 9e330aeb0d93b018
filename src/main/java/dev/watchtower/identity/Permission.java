package dev.watchtower.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What one may be let do. A {@link Role} is a set of these. */
public enum Permission {
    TRUCKS_READ("see the trucks"),
    TRUCKS_WRITE("add, change or archive trucks"),
    POSITIONS_READ("see where trucks are and were"),
    POSITIONS_WRITE("send positions"),
    IMPORTS_READ("see imports"),
    IMPORTS_WRITE("import positions"),
    PHONES_READ("see phones"),
    PHONES_WRITE("set up phones or take them away"),
    SHARES_READ("see who a truck is shared with"),
    SHARES_WRITE("share trucks"),
    SAMPLE_WRITE("remove the sample fleet"),
    SETTINGS_READ("see the organization's settings"),
    SETTINGS_WRITE("change thresholds"),
    ORGANIZATION_WRITE("change the organization"),
    MEMBERS_READ("see the members"),
    MEMBERS_WRITE("invite or change members"),
    KEYS_READ("see API keys"),
    KEYS_WRITE("make or revoke API keys"),
    AUDIT_READ("read the audit log"),
    ORGANIZATIONS_READ("see all organizations of this platform"),
    ORGANIZATIONS_WRITE("make and change organizations of this platform");

    /** What a platform's administrator may do beside what his role allows; no role and no key has these. */
    static final Set<Permission> OF_PLATFORM = Set.of(ORGANIZATIONS_READ, ORGANIZATIONS_WRITE);

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', ':');
    private final String deed;

    Permission(String deed) {
        this.deed = deed;
    }

    /** As in JSON and for people: {@code trucks:write}. */
    @JsonValue
    public String word() {
        return word;
    }

    /** What it lets do, to stand after "may". */
    String deed() {
        return deed;
    }

    boolean isReading() {
        return name().endsWith("_READ");
    }

    /** Whether an API key may have it: none of the platform, and no key makes others. */
    public boolean isForKeys() {
        return !OF_PLATFORM.contains(this) && this != KEYS_WRITE;
    }

    /** Everything that can be let do in one organization. */
    static EnumSet<Permission> ofOrganization() {
        var all = EnumSet.allOf(Permission.class);
        all.removeAll(OF_PLATFORM);
        return all;
    }

    /** @throws IllegalArgumentException when the word names no permission */
    @JsonCreator
    public static Permission of(String word) {
        return Arrays.stream(values())
                .filter(permission -> permission.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not a permission"));
    }
}
