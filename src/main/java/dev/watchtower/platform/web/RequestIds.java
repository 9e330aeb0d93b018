package dev.watchtower.platform.web;

import dev.watchtower.platform.RequestOrigin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Names every request, before anything else is done with it. */
class RequestIds extends OncePerRequestFilter {
    /** The server's own error page is sent under the name that the request got. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var before = response.getHeader(RequestOrigin.HEADER);
        var given = before == null ? request.getHeader(RequestOrigin.HEADER) : before;
        var origin = RequestOrigin.of(given, request.getRemoteAddr());
        response.setHeader(RequestOrigin.HEADER, origin.requestId());
        try {
            origin.serve(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
