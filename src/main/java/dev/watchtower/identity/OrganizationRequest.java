package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.SingleLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** An organization as a client wants it. */
record OrganizationRequest(
        @NotBlank(message = "must not be empty") @SingleLine(max = 100)
        String name,

        @NotNull(message = "must not be empty") Organization.Type type,
        @NotNull(message = "must not be empty") String timeZone,
        @NotNull(message = "must not be empty") String country,
        @NotNull(message = "must not be empty") Organization.Units units,
        @NotNull(message = "must not be empty") String locale,
        @NotNull(message = "must not be empty") Organization.FirstDayOfWeek firstDayOfWeek) {
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final int LONGEST_LOCALE = 35;

    /** @throws Problem 400 where the zone, the country or the locale is none */
    Organization as(UUID id) {
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw Problem.badField("timeZone", "must be the name of a time zone, such as Europe/Athens");
        }
        if (!COUNTRIES.contains(country)) {
            throw Problem.badField("country", "must be a country's two letters, such as GR");
        }
        if (!isLocale(locale)) {
            throw Problem.badField("locale", "must be a language, such as el or en-GB");
        }
        return new Organization(id, name.strip(), type, timeZone, country, units, locale, firstDayOfWeek);
    }

    private static boolean isLocale(String tag) {
        try {
            return tag.length() <= LONGEST_LOCALE
                    && !new Locale.Builder()
                            .setLanguageTag(tag)
                            .build()
                            .getLanguage()
                            .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
