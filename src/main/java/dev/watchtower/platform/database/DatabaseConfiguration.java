package dev.watchtower.platform.database;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.zaxxer.hikari.HikariDataSource;
import dev.watchtower.platform.DataFolder;
import dev.watchtower.platform.DatabaseOrigin;
import dev.watchtower.platform.OwnerDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Two pools on one database. Everything uses the request pool, whose connections start as the request role and see rows
 * only inside a transaction of an organization; the owner's pool is reached through {@link OwnerDatabase} alone.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final int REQUEST_CONNECTIONS_KEPT = 10;
    private static final int REQUEST_CONNECTIONS = 30;
    private static final int OWNER_CONNECTIONS_KEPT = 3;
    private static final int OWNER_CONNECTIONS = 5;
    /** A server that says nothing for so long is gone; a migration or the dropping of a month may take its time. */
    private static final Duration OWNER_SILENCE = Duration.ofMinutes(10);

    private static final Duration OWN_SERVER_LIMIT = Duration.ofMinutes(1);

    @Bean
    DataFolder dataFolder(@Value("${watchtower.data}") Path folder) {
        return new DataFolder(folder);
    }

    @Bean
    DatabaseOrigin databaseOrigin(DatabaseSettings settings) {
        return new DatabaseOrigin(settings.embedded());
    }

    /** The embedded server has been starting since before the first bean, see {@link EmbeddedDatabaseStart}. */
    @Bean
    DatabaseAddress databaseAddress(
            DatabaseSettings settings, ObjectProvider<EmbeddedDatabaseStart.Starting> embedded) {
        if (settings.embedded()) {
            return embedded.getObject().finished().address();
        }
        var address = settings.address();
        OwnServer.await(address, OWN_SERVER_LIMIT);
        return address;
    }

    @Bean
    RequestRole requestRole(DatabaseAddress address, DatabaseSettings settings) {
        return RequestRole.ensure(address, settings.schema(), settings.embedded());
    }

    @Bean
    DataSource requestDataSource(RequestRole role, DatabaseSettings settings) {
        var options = "-c role=" + role.name() + " -c search_path=" + settings.schema();
        var pool = pool("request", REQUEST_CONNECTIONS_KEPT, REQUEST_CONNECTIONS, role.login(), options);
        pool.getDataSourceProperties().putIfAbsent("socketTimeout", "60");
        return pool;
    }

    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(DatabaseAddress address, DatabaseSettings settings) {
        var pool = pool("owner", OWNER_CONNECTIONS_KEPT, OWNER_CONNECTIONS, address, ownerOptions(settings));
        pool.getDataSourceProperties().putIfAbsent("socketTimeout", String.valueOf(OWNER_SILENCE.toSeconds()));
        return pool;
    }

    @Bean
    OwnerDatabase ownerDatabase(
            @Qualifier("ownerDataSource") DataSource pool, DatabaseAddress address, DatabaseSettings settings) {
        return new OwnerDatabase(
                pool,
                () -> {
                    var connection = address.connect(ownerOptions(settings));
                    connection.setNetworkTimeout(Runnable::run, (int) OWNER_SILENCE.toMillis());
                    return connection;
                },
                settings.schema());
    }

    /** The server finds out within a minute, too, that we are gone without a word, and gives back what we held. */
    private static String ownerOptions(DatabaseSettings settings) {
        return "-c search_path=" + settings.schema()
                + " -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";
    }

    @Bean
    FlywayConfigurationCustomizer flywayRole(RequestRole role) {
        return flyway -> flyway.placeholders(Map.of("role", role.name()));
    }

    @Bean
    PlatformTransactionManager transactionManager(@Qualifier("requestDataSource") DataSource dataSource) {
        return new TenantTransactionManager(dataSource);
    }

    @Bean
    DbSchedulerCustomizer jobDataAsJson() {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer());
            }
        };
    }

    /** The pool opens at its first use, so that a bean may hold it before the schema is there. */
    private static HikariDataSource pool(String name, int kept, int most, DatabaseAddress address, String options) {
        // Hikari reads it here alone: a connection is tested each time it is given out, not only after half a second.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        var pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(address.url());
        pool.setUsername(address.user());
        pool.setPassword(address.password());
        pool.setMinimumIdle(kept);
        pool.setMaximumPoolSize(most);
        pool.setConnectionTimeout(5_000);
        pool.setValidationTimeout(2_000);
        address.properties(options).forEach(pool::addDataSourceProperty);
        pool.getDataSourceProperties().putIfAbsent("ApplicationName", "watchtower-" + name);
        return pool;
    }
}
