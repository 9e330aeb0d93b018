package dev.watchtower.testing;

import dev.watchtower.identity.Role;
import java.sql.Connection;
import java.sql.SQLException;
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
        return anonymous().signIn(newUser(), PASSWORD);
    }

    /** The administrator of a new organization, whose password is {@link #PASSWORD}. */
    public String newUser() {
        return Organizations.add(database(), passwords);
    }

    /** A client signed in as a new member of the organization that this one is signed in to. */
    public Client newMember(Client colleague, Role role) {
        var organization =
                colleague.get("/api/v1/me").json().at("/organization/id").asString();
        return anonymous()
                .signIn(Organizations.addMember(database(), passwords, UUID.fromString(organization), role), PASSWORD);
    }

    /** The database as its owner, past all policies. */
    public JdbcClient database() {
        return JdbcClient.create(owner);
    }

    /** A connection of one's own, as the database's owner. */
    public Connection connection() throws SQLException {
        return owner.getConnection();
    }

    public long positions(UUID truck) {
        return database()
                .sql("select count(*) from vehicle_positions where truck_id = ?")
                .param(truck)
                .query(Long.class)
                .single();
    }
}
