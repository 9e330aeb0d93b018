package dev.watchtower.platform.web;

import dev.watchtower.platform.ProblemWriter;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** The ports that the server listens on: the one of page and API, and the plain one that leads to it where it speaks TLS. */
@Component
class Connectors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final ServerSettings server;
    private final TlsSettings tls;
    private final ProblemWriter problems;

    Connectors(ServerSettings server, TlsSettings tls, ProblemWriter problems) {
        this.server = server;
        this.tls = tls;
        this.problems = problems;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(PacedHttp.class.getName());
        TomcatProtocolHandlerCustomizer<PacedHttp> paced = this::pace;
        factory.addProtocolHandlerCustomizers(paced);
        // Within the one of Spring Boot, and so asked first.
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new BareErrors(problems)));
        var port = tls.httpPort();
        if (port != null) {
            factory.addAdditionalConnectors(plain(port));
        }
    }

    private Connector plain(int port) {
        var connector = new Connector(PacedHttp.class.getName());
        connector.setPort(port);
        if (connector.getProtocolHandler() instanceof PacedHttp http) {
            pace(http);
            http.setConnectionTimeout((int) server.headersWithin().toMillis());
            http.setExecutor(new VirtualThreadExecutor("to-tls-"));
        }
        return connector;
    }

    private void pace(PacedHttp http) {
        http.setLimits(server.headersWithin(), server.bodyGrace());
    }
}
