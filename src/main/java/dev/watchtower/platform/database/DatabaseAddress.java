package dev.watchtower.platform.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Where PostgreSQL answers, and the owner's login.
 *
 * @param url a JDBC address without parameters, and so without secrets
 * @param parameters pgjdbc's connection parameters, such as {@code sslmode}
 */
record DatabaseAddress(String url, Map<String, String> parameters, String user, String password) {
    private static final String OPTIONS = "options";
    private static final String SOCKET = "socketFactoryArg";
    private static final String SOCKET_FILE = ".s.PGSQL.";

    static DatabaseAddress ofHost(String host, int port, String name) {
        var literal = host.contains(":") ? "[" + host + "]" : host;
        return new DatabaseAddress("jdbc:postgresql://" + literal + ":" + port + "/" + encoded(name), Map.of(), "", "");
    }

    /** @param socket the server's Unix socket, or the folder it lies in */
    static DatabaseAddress ofSocket(String socket, int port, String name) {
        var file = socket.substring(socket.lastIndexOf('/') + 1).startsWith(SOCKET_FILE)
                ? socket
                : socket.replaceFirst("/+$", "") + "/" + SOCKET_FILE + port;
        var parameters = Map.of(
                "socketFactory",
                "org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg",
                SOCKET,
                file,
                "sslmode",
                "disable"); // PostgreSQL has no TLS on a Unix socket
        return ofHost("localhost", port, name).with(parameters);
    }

    DatabaseAddress with(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.putAll(parameters);
        return new DatabaseAddress(url, Map.copyOf(all), user, password);
    }

    DatabaseAddress loginAs(String name, String secret) {
        return new DatabaseAddress(url, parameters, name, secret);
    }

    /** How a connection is opened; our options come last, where the server lets them win. */
    Map<String, String> properties(String options) {
        var properties = new HashMap<>(Map.of("connectTimeout", "5", "tcpKeepAlive", "true"));
        properties.putAll(parameters);
        properties.merge(OPTIONS, options, (theirs, ours) -> theirs + " " + ours);
        return properties;
    }

    Connection connect(String options) throws SQLException {
        return DriverManager.getConnection(url, login(options));
    }

    /** Each connection of it is a new one. */
    DataSource dataSource(String options) {
        return new DriverManagerDataSource(url, login(options));
    }

    private Properties login(String options) {
        var login = new Properties();
        login.putAll(properties(options));
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.putIfAbsent("ApplicationName", "watchtower");
        return login;
    }

    /** For people: where the server is, and nothing secret. */
    String shown() {
        return parameters.containsKey(SOCKET) ? parameters.get(SOCKET) : url.substring("jdbc:".length());
    }

    @Override
    public String toString() {
        return shown();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
