package dev.watchtower.platform.web;

import dev.watchtower.platform.AllowedOrigins;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import dev.watchtower.platform.RequestOrigin;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * What the pages of other sites may do with the API: those that are listed, all that a program may that has the same
 * token; the others nothing. Cookies never count for other sites.
 */
class OtherSites extends CorsFilter {
    OtherSites(AllowedOrigins allowed, ProblemWriter problems) {
        super(rules(allowed));
        setCorsProcessor(new DefaultCorsProcessor() {
            @Override
            protected void rejectRequest(ServerHttpResponse response) throws IOException {
                if (response instanceof ServletServerHttpResponse servlet) {
                    problems.write(
                            servlet.getServletResponse(),
                            Problem.detail(
                                    HttpStatus.FORBIDDEN,
                                    "origin-not-allowed",
                                    "Pages of this origin may not call this server. Its operator can list it in"
                                            + " CORS_ORIGINS; a proxy before the server must pass the Host header on."));
                }
            }
        });
    }

    /** Whoever posts and names no origin is no page of another site, and no cache is to be told what the answer varies by. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod()) && request.getHeader(HttpHeaders.ORIGIN) == null;
    }

    private static UrlBasedCorsConfigurationSource rules(AllowedOrigins allowed) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(allowed.list());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                "X-Api-Key",
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_NONE_MATCH,
                RequestOrigin.HEADER));
        cors.setExposedHeaders(List.of(
                HttpHeaders.CONTENT_DISPOSITION,
                HttpHeaders.ETAG,
                HttpHeaders.LOCATION,
                HttpHeaders.RETRY_AFTER,
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset",
                RequestOrigin.HEADER));
        cors.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", cors);
        return source;
    }
}
