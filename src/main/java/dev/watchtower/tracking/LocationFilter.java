package dev.watchtower.tracking;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** Asks the controller where one truck is, past the dispatcher; whatever is not just that goes on to it. */
@Component
class LocationFilter extends HttpFilter {
    static final String PATHS = "/api/v1/trucks/*";
    private static final String BEFORE = "/api/v1/trucks/";
    private static final String AFTER = "/location";
    private static final int ID = 36;

    private final transient LocationController locations;
    private final transient DirectAnswers answers;

    LocationFilter(LocationController locations, DirectAnswers answers) {
        this.locations = locations;
        this.answers = answers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var truck = HttpMethod.GET.matches(request.getMethod()) ? truck(request.getRequestURI()) : null;
        if (truck == null) {
            chain.doFilter(request, response);
            return;
        }
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(context -> context.setPathPattern(BEFORE + "{id}" + AFTER));
        answers.answer(request, response, () -> locations.getLocation(truck));
    }

    private static @Nullable UUID truck(String path) {
        if (path.length() != BEFORE.length() + ID + AFTER.length()
                || !path.startsWith(BEFORE)
                || !path.endsWith(AFTER)) {
            return null;
        }
        try {
            return UUID.fromString(path.substring(BEFORE.length(), BEFORE.length() + ID));
        } catch (IllegalArgumentException e) {
            return null; // which the dispatcher says better
        }
    }
}
