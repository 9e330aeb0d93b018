package dev.watchtower.identity;

import dev.watchtower.platform.Tenancy;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The organization on whose behalf a thread works. */
@Service
public class Organizations {
    static final String COLUMNS = "id, name, type, time_zone, country, units, locale, first_day_of_week";

    private final JdbcClient jdbc;

    Organizations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Organization current() {
        return jdbc.sql("select " + COLUMNS + " from organizations where id = :id")
                .param("id", Tenancy.organization())
                .query(Organization.class)
                .single();
    }

    /** The zone in which the organization's days begin. */
    @Transactional(readOnly = true)
    public ZoneId zone() {
        return ZoneId.of(current().timeZone());
    }

    /** Makes the organization; to be called inside its own tenancy. */
    @Transactional
    void add(Organization organization) {
        jdbc.sql("""
                        insert into organizations (id, name, type, time_zone, country, units, locale, first_day_of_week)
                        values (:id, :name, :type, :timeZone, :country, :units, :locale, :firstDayOfWeek)""").params(parameters(organization)).update();
    }

    /** Changes the organization; to be called inside its own tenancy. */
    @Transactional
    void change(Organization organization) {
        jdbc.sql("""
                        update organizations set name = :name, type = :type, time_zone = :timeZone, country = :country,
                            units = :units, locale = :locale, first_day_of_week = :firstDayOfWeek, updated_at = now()
                        where id = :id""").params(parameters(organization)).update();
    }

    /** The first organization there was, which is the administrator's; needs no tenancy. */
    public Optional<UUID> first() {
        return jdbc.sql("select id from first_organization() as id where id is not null")
                .query((row, n) -> row.getObject("id", UUID.class))
                .optional();
    }

    private static Map<String, Object> parameters(Organization organization) {
        return Map.of(
                "id",
                organization.id(),
                "name",
                organization.name(),
                "type",
                organization.type().name(),
                "timeZone",
                organization.timeZone(),
                "country",
                organization.country(),
                "units",
                organization.units().name(),
                "locale",
                organization.locale(),
                "firstDayOfWeek",
                organization.firstDayOfWeek().name());
    }
}
