package dev.watchtower.identity;

import dev.watchtower.platform.Tenancy;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The organization on whose behalf a thread works. */
@Service
public class Organizations {
    private final JdbcClient jdbc;

    Organizations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Organization current() {
        return jdbc.sql("""
                        select id, name, type, time_zone, country, units, locale
                        from organizations where id = :id""")
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
                        insert into organizations (id, name, type, time_zone, country, units, locale)
                        values (:id, :name, :type, :timeZone, :country, :units, :locale)""")
                .param("id", organization.id())
                .param("name", organization.name())
                .param("type", organization.type().name())
                .param("timeZone", organization.timeZone())
                .param("country", organization.country())
                .param("units", organization.units().name())
                .param("locale", organization.locale())
                .update();
    }

    /** The first organization there was, which is the administrator's; needs no tenancy. */
    public Optional<UUID> first() {
        return jdbc.sql("select id from first_organization() as id where id is not null")
                .query((row, n) -> row.getObject("id", UUID.class))
                .optional();
    }
}
