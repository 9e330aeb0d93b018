package dev.watchtower.platform.web;

import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the server itself refuses before any of our code is reached, as a problem too. */
@Hidden
@RestController
class ErrorPage implements ErrorController {
    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND; // asked for directly
        var known = status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
        return ResponseEntity.status(known).body(Problem.withRequestId(problem(known)));
    }

    static ProblemDetail problem(HttpStatus status) {
        var name = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Problem.detail(status, name, "The request was refused: " + status.getReasonPhrase() + ".");
    }
}
