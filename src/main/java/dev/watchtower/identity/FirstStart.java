package dev.watchtower.identity;

import dev.watchtower.platform.DataFolder;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import dev.watchtower.platform.Terminal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes one organization and its administrator, who is also the platform's, where there is none yet; before others look
 * for them.
 */
@Component
@Order(0)
class FirstStart implements ApplicationRunner {
    private static final String USER_NAME = "admin";
    private static final String PASSWORD_FILE = "admin-password";

    private final AdministratorSettings settings;
    private final Organizations organizations;
    private final Users users;
    private final PasswordEncoder passwords;
    private final DataFolder data;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    FirstStart(
            AdministratorSettings settings,
            Organizations organizations,
            Users users,
            PasswordEncoder passwords,
            DataFolder data,
            Audit audit,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.organizations = organizations;
        this.users = users;
        this.passwords = passwords;
        this.data = data;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (organizations.first().isEmpty()) {
            var id = Ids.next();
            Access.runSystem(
                    id,
                    () -> transaction.executeWithoutResult(status -> {
                        // Of several programs that start on one new database, one goes on and the others wait and see
                        // its work.
                        jdbc.sql("select pg_advisory_xact_lock(hashtext('watchtower.first-start'))")
                                .query((row, n) -> 1)
                                .list();
                        if (organizations.first().isEmpty()) {
                            makeOrganization();
                        }
                    }));
        }
    }

    private void makeOrganization() {
        var locale = Locale.getDefault();
        var organization = new Organization(
                Tenancy.organization(),
                "My fleet",
                Organization.Type.TRANSPORTER,
                ZoneId.systemDefault().getId(),
                locale.getCountry().isEmpty() ? "US" : locale.getCountry(),
                Organization.Units.METRIC,
                locale.toLanguageTag(),
                Organization.FirstDayOfWeek.in(locale));
        organizations.add(organization);
        var password = settings.password();
        if (password.isBlank()) {
            password = Secrets.random();
            data.keepSecret(PASSWORD_FILE, password);
            Terminal.print("The administrator is \"" + USER_NAME + "\" with the password " + password + " (also in "
                    + data.secretFile(PASSWORD_FILE) + ")");
        } else {
            PasswordRules.fault(password, List.of(USER_NAME, settings.email()))
                    .ifPresent(fault -> Terminal.print("The password in WATCHTOWER_ADMIN_PASSWORD " + fault
                            + " Change it once you have signed in."));
        }
        var administrator = new User(
                Ids.next(), "Administrator", USER_NAME, settings.email().toLowerCase(Locale.ROOT));
        users.add(administrator, passwords.encode(password), Role.OWNER);
        users.appointFirstAdministrator();
        audit.record("organization.create", "organization", organization.id(), null, organization);
    }
}
