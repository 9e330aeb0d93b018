package dev.watchtower.platform.web;

import dev.watchtower.platform.ContentSecurityPolicy;
import dev.watchtower.platform.ProblemWriter;
import dev.watchtower.platform.RequestOrigin;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What Tomcat refuses before it looks for who would answer: a problem as every other, in place of its page. */
class BareErrors extends ErrorReportValve {
    private final ProblemWriter problems;

    BareErrors(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        var status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var origin = RequestOrigin.of(response.getHeader(RequestOrigin.HEADER), request.getRemoteAddr());
        response.setHeader(RequestOrigin.HEADER, origin.requestId());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Content-Security-Policy", ContentSecurityPolicy.STRICT);
        response.setHeader("Cache-Control", "no-store");
        try {
            origin.serve(() -> {
                problems.write(response.getResponse(), ErrorPage.problem(status));
                response.finishResponse();
                return null;
            });
        } catch (IOException e) {
            container.getLogger().debug("who asked has gone", e);
        }
    }
}
