package dev.watchtower.identity;

import static dev.watchtower.identity.Permission.IMPORTS_READ;
import static dev.watchtower.identity.Permission.IMPORTS_WRITE;
import static dev.watchtower.identity.Permission.MEMBERS_READ;
import static dev.watchtower.identity.Permission.MEMBERS_WRITE;
import static dev.watchtower.identity.Permission.PHONES_READ;
import static dev.watchtower.identity.Permission.PHONES_WRITE;
import static dev.watchtower.identity.Permission.POSITIONS_READ;
import static dev.watchtower.identity.Permission.POSITIONS_WRITE;
import static dev.watchtower.identity.Permission.SAMPLE_WRITE;
import static dev.watchtower.identity.Permission.SETTINGS_READ;
import static dev.watchtower.identity.Permission.SETTINGS_WRITE;
import static dev.watchtower.identity.Permission.SHARES_READ;
import static dev.watchtower.identity.Permission.SHARES_WRITE;
import static dev.watchtower.identity.Permission.TRUCKS_READ;
import static dev.watchtower.identity.Permission.TRUCKS_WRITE;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a member of an organization is, and so what he may do in it. */
public enum Role {
    OWNER(Permission.ofOrganization()),
    DISPATCHER(EnumSet.of(TRUCKS_READ, POSITIONS_READ, PHONES_READ, SHARES_READ, SHARES_WRITE, SETTINGS_READ)),
    FLEET_MANAGER(EnumSet.of(
            TRUCKS_READ,
            TRUCKS_WRITE,
            POSITIONS_READ,
            POSITIONS_WRITE,
            IMPORTS_READ,
            IMPORTS_WRITE,
            PHONES_READ,
            PHONES_WRITE,
            SHARES_READ,
            SHARES_WRITE,
            SAMPLE_WRITE,
            SETTINGS_READ,
            SETTINGS_WRITE,
            MEMBERS_READ,
            MEMBERS_WRITE)),
    SAFETY_OFFICER(EnumSet.of(TRUCKS_READ, POSITIONS_READ, PHONES_READ, SETTINGS_READ)),
    TECHNICIAN(EnumSet.of(TRUCKS_READ, TRUCKS_WRITE, POSITIONS_READ, PHONES_READ, PHONES_WRITE, SETTINGS_READ)),
    /** Reads everything, changes nothing. */
    AUDITOR(Permission.ofOrganization().stream()
            .filter(Permission::isReading)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)))),
    /** Sees his own profile, until there are the records that he may see. */
    DRIVER(EnumSet.noneOf(Permission.class)),
    /** As a driver. */
    CLIENT(EnumSet.noneOf(Permission.class));

    private final Set<Permission> permissions;

    Role(EnumSet<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** As in JSON: {@code fleet-manager}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when the word names no role */
    @JsonCreator
    public static Role of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "))));
    }
}
