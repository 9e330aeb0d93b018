package dev.watchtower.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.ApiDocument;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Nobody reaches what is another organization's, by whatever door he comes. */
@ServerTest
class IsolationTest {
    /** Addresses beside the API document that hold nothing of any organization. */
    private static final Set<String> OF_NOBODY = Set.of(
            "dev.watchtower.platform.web.PageController", // the page's files
            "dev.watchtower.platform.web.MetricsController", // figures of the process, by a token of their own
            "dev.watchtower.platform.web.ErrorPage");

    /** What a platform's administrator sees and changes of every organization: its settings. */
    private static final Set<String> OF_THE_PLATFORM = Set.of(
            "get /api/v1/organizations",
            "post /api/v1/organizations",
            "get /api/v1/organizations/{id}",
            "put /api/v1/organizations/{id}");

    @Autowired
    Server server;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping addresses;

    @Autowired
    @Qualifier("webSocketHandlerMapping")
    SimpleUrlHandlerMapping sockets;

    @Test
    void everyOperationAndEveryDoorBesideThemHasAnExample() {
        var all = new TreeSet<String>();
        var documented = new TreeSet<String>();
        ApiDocument.operations(server).forEach(operation -> {
            all.add(operation.toString());
            documented.add(operation.path());
        });
        addresses.getHandlerMethods().forEach((mapping, method) -> {
            var type = method.getBeanType().getName();
            if (type.startsWith("dev.watchtower.") && !OF_NOBODY.contains(type)) {
                mapping.getPatternValues().stream()
                        .filter(path -> !documented.contains(path) && !path.endsWith("/"))
                        .forEach(path -> all.add("door " + path));
            }
        });
        all.remove("door /osmand"); // it is closed where there are several organizations
        sockets.getUrlMap().keySet().forEach(path -> all.add("socket " + path));
        var examples = new TreeSet<String>();
        new Examples(server).all().forEach(example -> examples.add(example.operation()));
        assertThat(examples).containsExactlyElementsOf(all);
    }

    @Test
    void anotherOrganizationReachesNothing() {
        var sweep = new Sweep(new Tenant(server), server.newOrganization());
        assertThat(faults(sweep, new Examples(server).all())).isEmpty();
    }

    @Test
    void aPlatformsAdministratorReachesNothingButOrganizationsThemselves() {
        var administrator = server.newOrganization();
        Tenant.makeAdministrator(server, administrator);
        var sweep = new Sweep(new Tenant(server), administrator);
        var examples = new Examples(server)
                .all().stream()
                        .filter(example -> !OF_THE_PLATFORM.contains(example.operation()))
                        .toList();
        assertThat(faults(sweep, examples)).isEmpty();
    }

    private static List<String> faults(Sweep sweep, List<Example> examples) {
        return examples.stream().map(sweep::fault).flatMap(Optional::stream).toList();
    }
}
