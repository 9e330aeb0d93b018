package dev.watchtower.testing;

import dev.watchtower.platform.Ids;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The running program, as tests see it. */
public class Server {
    public static final String USER = "admin";
    public static final String PASSWORD = "correct horse battery";

    private final WebServerApplicationContext context;
    private final DataSource owner;
    private final PasswordEncoder passwords;

    Server(
            WebServerApplicationContext context,
            @Qualifier("ownerDataSource") DataSource owner,
            PasswordEncoder passwords) {
        this.context = context;
        this.owner = owner;
        this.passwords = passwords;
    }

    public int port() {
        return context.getWebServer().getPort();
    }

    public String url() {
        return "http://localhost:" + port();
    }

    /** A client without a token. */
    public Client anonymous() {
        return new Client(url(), null);
    }

    /** A client signed in as the administrator of the first organization. */
    public Client admin() {
        return anonymous().signIn(USER, PASSWORD);
    }

    /** A client signed in to a new organization of its own. */
    public Client newOrganization() {
        var organization = Ids.next();
        var user = Ids.next();
        var name = "u" + user.toString().replace("-", "");
        var database = database();
        database.sql("insert into organizations (id, name, type, time_zone, country, units, locale)"
                        + " values (?, ?, 'TRANSPORTER', 'Europe/Athens', 'GR', 'METRIC', 'el')")
                .params(organization, "Org " + organization)
                .update();
        database.sql("insert into users (id, user_name, email, password_hash) values (?, ?, ?, ?)")
                .params(user, name, name + "@example.org", passwords.encode(PASSWORD))
                .update();
        database.sql("insert into memberships (organization_id, user_id) values (?, ?)")
                .params(organization, user)
                .update();
        return anonymous().signIn(name, PASSWORD);
    }

    /** The database as its owner, past all policies. */
    public JdbcClient database() {
        return JdbcClient.create(owner);
    }

    public long positions(UUID truck) {
        return database()
                .sql("select count(*) from vehicle_positions where truck_id = ?")
                .param(truck)
                .query(Long.class)
                .single();
    }
}
