package dev.watchtower.testing;

import dev.watchtower.identity.Role;
import dev.watchtower.platform.Ids;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes organizations and members without the program, so that a test has them at once. */
public final class Organizations {
    private Organizations() {}

    /** A new organization with one owner, whose password is {@link Server#PASSWORD}; the owner's name. */
    public static String add(JdbcClient database, PasswordEncoder passwords) {
        return addMember(database, passwords, add(database), Role.OWNER);
    }

    /** A new organization that nobody belongs to. */
    public static UUID add(JdbcClient database) {
        var organization = Ids.next();
        database.sql("insert into organizations (id, name, type, time_zone, country, units, locale)"
                        + " values (?, ?, 'TRANSPORTER', 'Europe/Athens', 'GR', 'METRIC', 'el')")
                .params(organization, "Org " + organization)
                .update();
        return organization;
    }

    /** A new member, whose password is {@link Server#PASSWORD}; the member's name. */
    public static String addMember(JdbcClient database, PasswordEncoder passwords, UUID organization, Role role) {
        var user = Ids.next();
        var name = "u" + user.toString().replace("-", "");
        database.sql("insert into users (id, name, user_name, email, password_hash) values (?, ?, ?, ?, ?)")
                .params(user, "Member " + name, name, name + "@example.org", passwords.encode(Server.PASSWORD))
                .update();
        database.sql("insert into memberships (organization_id, user_id, role) values (?, ?, ?)")
                .params(organization, user, role.name())
                .update();
        return name;
    }
}
