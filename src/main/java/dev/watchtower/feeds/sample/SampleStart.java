package dev.watchtower.feeds.sample;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Organizations;
import dev.watchtower.platform.DatabaseOrigin;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Makes the sample fleet at the start, where one is wanted. The administrator's organization is there by then. */
@Component
class SampleStart implements ApplicationRunner {
    private final SampleSettings settings;
    private final DatabaseOrigin database;
    private final Organizations organizations;
    private final SampleFleets fleets;

    SampleStart(SampleSettings settings, DatabaseOrigin database, Organizations organizations, SampleFleets fleets) {
        this.settings = settings;
        this.database = database;
        this.organizations = organizations;
        this.fleets = fleets;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var wanted = switch (settings.mode()) {
            case AUTO -> database.embedded();
            case ON -> true;
            case OFF -> false;
        };
        if (wanted) {
            organizations
                    .first()
                    .ifPresent(organization -> Access.runSystem(
                            organization, () -> fleets.make(settings.mode() == SampleSettings.Mode.ON)));
        }
    }
}
