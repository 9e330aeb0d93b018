package dev.watchtower.tracking;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands positions to their controller past Spring MVC's dispatcher, which takes longer to find it and to write its answer
 * than a position takes to be stored. Whatever is no POST, and every refusal, is answered as everywhere else.
 */
@Component
class PositionServlet extends HttpServlet {
    private static final String DISPATCHER = "dispatcherServlet";

    private final transient PositionController positions;
    private final transient JsonMapper json;
    private final transient HandlerExceptionResolver failures;

    PositionServlet(
            PositionController positions,
            JsonMapper json,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
        this.positions = positions;
        this.json = json;
        this.failures = failures;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (HttpMethod.POST.matches(request.getMethod())) {
            post(request, response);
        } else {
            request.getServletContext().getNamedDispatcher(DISPATCHER).forward(request, response);
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] answer;
        try {
            answer = json.writeValueAsBytes(positions.postPositions(request.getInputStream()));
        } catch (RuntimeException e) {
            if (failures.resolveException(request, response, null, e) == null) {
                throw e;
            }
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }
}
