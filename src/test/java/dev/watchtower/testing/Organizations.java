package dev.watchtower.testing;

import dev.watchtower.platform.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes organizations, which the program itself does not yet. */
public final class Organizations {
    private Organizations() {}

    /** A new organization with one user, whose password is {@link Server#PASSWORD}; the user's name. */
    public static String add(JdbcClient database, PasswordEncoder passwords) {
        var organization = Ids.next();
        var user = Ids.next();
        var name = "u" + user.toString().replace("-", "");
        database.sql("insert into organizations (id, name, type, time_zone, country, units, locale)"
                        + " values (?, ?, 'TRANSPORTER', 'Europe/Athens', 'GR', 'METRIC', 'el')")
                .params(organization, "Org " + organization)
                .update();
        database.sql("insert into users (id, user_name, email, password_hash) values (?, ?, ?, ?)")
                .params(user, name, name + "@example.org", passwords.encode(Server.PASSWORD))
                .update();
        database.sql("insert into memberships (organization_id, user_id) values (?, ?)")
                .params(organization, user)
                .update();
        return name;
    }
}
