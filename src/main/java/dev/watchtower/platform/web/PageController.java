package dev.watchtower.platform.web;

import dev.watchtower.platform.ContentSecurityPolicy;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Secrets;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers every address of the page with the one HTML file, which finds its own way from there. Each answer carries a
 * fresh nonce, without which the content security policy lets no style element in.
 */
@Hidden
@RestController
class PageController {
    private static final String NONCE_MARK = "__NONCE__";

    private final MapSettings map;

    PageController(MapSettings map) {
        this.map = map;
    }

    @GetMapping(
            path = {
                "/",
                "/{first:(?!api$|ws$|osmand$|webhooks$|assets$|actuator$)[^.]*}",
                "/{first:(?!api$|ws$|osmand$|webhooks$|assets$|actuator$)[^.]*}/**"
            },
            produces = MediaType.TEXT_HTML_VALUE)
    String page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isFromPhone(request)) {
            throw Problem.of(
                    HttpStatus.NOT_FOUND,
                    "no-such-intake",
                    "Phones report to /osmand: set that as the server's address.");
        }
        var page = new ClassPathResource("static/index.html");
        if (!page.exists()) {
            throw Problem.of(HttpStatus.NOT_FOUND, "page-not-built", "The page is not part of this build.");
        }
        var nonce = Secrets.random();
        response.setHeader("Content-Security-Policy", ContentSecurityPolicy.forPage(nonce, map.origins()));
        response.setHeader("Cache-Control", "no-store");
        return page.getContentAsString(StandardCharsets.UTF_8).replace(NONCE_MARK, nonce);
    }

    /** A phone that is set to a wrong path would take the page for a yes, and forget what it sent. */
    private static boolean isFromPhone(HttpServletRequest request) {
        return (request.getParameter("id") != null || request.getParameter("deviceid") != null)
                && (request.getParameter("lat") != null
                        || request.getParameter("location") != null
                        || request.getParameter("timestamp") != null);
    }
}
