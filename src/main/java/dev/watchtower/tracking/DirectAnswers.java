package dev.watchtower.tracking;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers past Spring MVC's dispatcher, which takes longer to find who answers than what is asked most takes to be
 * answered. Every refusal is as everywhere else.
 */
@Component
class DirectAnswers {
    /** What is to be answered, as JSON. */
    @FunctionalInterface
    interface Answer {
        Object get() throws IOException;
    }

    private final JsonMapper json;
    private final HandlerExceptionResolver failures;

    DirectAnswers(JsonMapper json, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
        this.json = json;
        this.failures = failures;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Answer answer) throws IOException {
        byte[] body;
        try {
            body = json.writeValueAsBytes(answer.get());
        } catch (IOException | RuntimeException e) {
            if (failures.resolveException(request, response, null, e) == null) {
                throw e;
            }
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
