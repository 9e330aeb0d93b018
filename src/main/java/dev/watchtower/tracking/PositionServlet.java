package dev.watchtower.tracking;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Hands positions to their controller past the dispatcher; whatever is no POST is answered as everywhere else. */
@Component
class PositionServlet extends HttpServlet {
    private static final String DISPATCHER = "dispatcherServlet";

    private final transient PositionController positions;
    private final transient DirectAnswers answers;

    PositionServlet(PositionController positions, DirectAnswers answers) {
        this.positions = positions;
        this.answers = answers;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (HttpMethod.POST.matches(request.getMethod())) {
            answers.answer(request, response, () -> positions.postPositions(request.getInputStream()));
        } else {
            request.getServletContext().getNamedDispatcher(DISPATCHER).forward(request, response);
        }
    }
}
