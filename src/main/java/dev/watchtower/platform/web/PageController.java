package dev.watchtower.platform.web;

import dev.watchtower.platform.ContentSecurityPolicy;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Secrets;
import io.swagger.v3.oas.annotations.Hidden;
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
                "/{first:(?!api$|ws$|osmand$|assets$|actuator$)[^.]*}",
                "/{first:(?!api$|ws$|osmand$|assets$|actuator$)[^.]*}/**"
            },
            produces = MediaType.TEXT_HTML_VALUE)
    String page(HttpServletResponse response) throws IOException {
        var page = new ClassPathResource("static/index.html");
        if (!page.exists()) {
            throw Problem.of(HttpStatus.NOT_FOUND, "page-not-built", "The page is not part of this build.");
        }
        var nonce = Secrets.random();
        response.setHeader("Content-Security-Policy", ContentSecurityPolicy.forPage(nonce, map.origins()));
        response.setHeader("Cache-Control", "no-store");
        return page.getContentAsString(StandardCharsets.UTF_8).replace(NONCE_MARK, nonce);
    }
}
