package dev.watchtower.platform.web;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads from the plain port to the TLS one. Only who looks at something is led on: what was sent with something in it has
 * been read on the way already, and its sender is to hear of that.
 */
class ToTls extends OncePerRequestFilter {
    private static final Set<String> LOOKING = Set.of("GET", "HEAD");
    private static final int STANDARD_PORT = 443;

    private static final Pattern ORIGIN = Pattern.compile("https://[^/?#\\s]+");

    private final Optional<String> origin;
    private final IntSupplier port;
    private final ProblemWriter problems;

    /**
     * @param publicUrl the address that people reach this server at; where none of TLS is set, they are led to the host that
     *     they asked for
     * @param port the TLS one, known once the server has started
     */
    ToTls(String publicUrl, IntSupplier port, ProblemWriter problems) {
        this.origin = Optional.of(ORIGIN.matcher(publicUrl))
                .filter(Matcher::lookingAt)
                .map(Matcher::group);
        this.port = port;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.isSecure()) {
            chain.doFilter(request, response);
        } else if (LOOKING.contains(request.getMethod()) && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            response.setStatus(HttpStatus.PERMANENT_REDIRECT.value());
            response.setHeader(HttpHeaders.LOCATION, secure(request));
        } else {
            problems.write(
                    response,
                    Problem.detail(
                            HttpStatus.FORBIDDEN,
                            "line-not-private",
                            "This line is not private: others on the way could read along. Use the https address, and"
                                    + " change what was sent if it is secret."));
        }
    }

    private String secure(HttpServletRequest request) {
        var query = request.getQueryString();
        return origin.orElseGet(() -> asked(request)) + request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private String asked(HttpServletRequest request) {
        var at = port.getAsInt();
        return "https://" + request.getServerName() + (at == STANDARD_PORT ? "" : ":" + at);
    }
}
