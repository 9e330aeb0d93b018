package dev.watchtower.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Certificates;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** The server with a certificate of its own. */
@ServerTest
@TestPropertySource(
        properties = {
            "watchtower.tls.certificate=" + TlsTest.FOLDER + "/fullchain.pem",
            "watchtower.tls.private-key=" + TlsTest.FOLDER + "/privkey.pem",
            "watchtower.tls.http-port=0",
            "watchtower.mail.public-url=https://tower.example.org/",
            "spring.ssl.bundle.watch.file.quiet-period=500ms"
        })
class TlsTest {
    static final String FOLDER = "target/test-tls";
    private static final Path CERTIFICATE = Path.of(FOLDER, "fullchain.pem");
    private static final Path KEY = Path.of(FOLDER, "privkey.pem");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Certificates current = write(Certificates.make("EC"));

    @Autowired
    Server server;

    @Autowired
    WebServerApplicationContext context;

    @Test
    void theServerSpeaksTls13AndNothingOlder() throws Exception {
        try (var socket = (SSLSocket) current.trust().getSocketFactory().createSocket("localhost", server.port())) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        try (var socket = (SSLSocket) current.trust().getSocketFactory().createSocket("localhost", server.port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void browsersAreToldToKeepToTlsAndCookiesToStayOnIt() throws Exception {
        var page = get("https://localhost:" + server.port() + "/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Strict-Transport-Security").orElseThrow())
                .contains("max-age=31536000")
                .doesNotContain("includeSubDomains");
        var signIn = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/api/v1/auth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=page&username=admin&password="
                        + Server.PASSWORD.replace(' ', '+')));
        var answer = client().send(signIn.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("Secure", "HttpOnly", "SameSite=Strict");
    }

    @Test
    void thePlainPortLeadsToTheTlsOneAndTakesNothingIn() throws Exception {
        var plain = "http://localhost:" + plainPort();
        var page = get(plain + "/trucks?q=a%20b");
        assertThat(page.statusCode()).isEqualTo(308);
        assertThat(page.headers().firstValue("Location"))
                .as("the public address, whatever host was asked for")
                .contains("https://tower.example.org/trucks?q=a%20b");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();

        var secrets = HttpRequest.newBuilder(URI.create(plain + "/api/v1/auth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&username=admin&password=x"));
        var refused = client().send(secrets.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("urn:watchtower:line-not-private", "requestId");

        var token = HttpRequest.newBuilder(URI.create(plain + "/api/v1/me"))
                .header("Authorization", "Bearer x")
                .build();
        assertThat(client().send(token, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aNewCertificateIsTakenUpWithoutARestartAndAHalfWrittenOneIsNot() throws Exception {
        var before = current;
        assertThat(isPresented(before)).isTrue();
        var next = Certificates.make("RSA");
        Files.writeString(CERTIFICATE, next.certificatePem()); // the key is still the old one
        await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> isPresented(before));
        write(next);
        await().atMost(LIMIT).until(() -> isPresented(next));
        current = next;
    }

    private boolean isPresented(Certificates expected) throws IOException {
        try (var socket = (SSLSocket) expected.trust().getSocketFactory().createSocket("localhost", server.port())) {
            socket.startHandshake();
            return true;
        } catch (SSLException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client().send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().sslContext(current.trust()).build();
    }

    private int plainPort() {
        var connectors = ((TomcatWebServer) context.getWebServer())
                .getTomcat()
                .getService()
                .findConnectors();
        assertThat(connectors).hasSize(2);
        return connectors[1].getLocalPort();
    }

    private static Certificates write(Certificates made) {
        try {
            Files.createDirectories(Path.of(FOLDER));
            Files.writeString(CERTIFICATE, made.certificatePem());
            Files.writeString(KEY, made.keyPem());
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
