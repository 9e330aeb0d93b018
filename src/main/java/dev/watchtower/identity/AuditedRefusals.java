package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Notes in the audit log what someone who is known by now was refused. */
@Component
class AuditedRefusals {
    private static final String ACTION = "access.refuse";
    private static final int LONGEST_PATH = 200;

    private final Audit audit;

    AuditedRefusals(Audit audit) {
        this.audit = audit;
    }

    /** Within the access of who asked, when the request has been answered. */
    void afterAnswer(HttpServletRequest request, HttpServletResponse response) {
        if (response.getStatus() == HttpStatus.FORBIDDEN.value()) {
            audit.refused(ACTION, "operation", operation(request), reason(request));
        }
    }

    void endedSession(Asker asker, HttpServletRequest request) {
        Tenancy.run(
                asker.organization(),
                () -> audit.refusedTo(asker.user(), ACTION, "operation", operation(request), "The session has ended."));
    }

    private static String reason(HttpServletRequest request) {
        return request.getAttribute(Problem.ANSWERED) instanceof ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : "It was forbidden.";
    }

    /** What was asked for, without the query. */
    private static String operation(HttpServletRequest request) {
        var path = request.getRequestURI();
        return request.getMethod() + " " + path.substring(0, Math.min(path.length(), LONGEST_PATH));
    }
}
