package dev.watchtower.platform.web;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the reading of a body that is larger than any we ask for. Uploads have a limit of their own (multipart), which
 * Spring keeps.
 */
class BodyLimit extends OncePerRequestFilter {
    private static final Set<String> UPLOADS = Set.of("/api/v1/imports/positions", "/api/v1/imports/preview");
    /** 10,000 positions take about 2 MB; with every field written out at length still less than this. */
    private static final int MAX_BYTES = 8 << 20;

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return UPLOADS.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            problems.write(response, tooLarge());
            return;
        }
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            problems.write(response, compressed());
            return;
        }
        chain.doFilter(new Limited(request), response);
    }

    private static final class Limited extends HttpServletRequestWrapper {
        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream());
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream body;
        private long count;

        Counting(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            var one = body.read();
            add(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = body.read(bytes, offset, length);
            add(Math.max(0, read));
            return read;
        }

        private void add(int read) throws IOException {
            count += read;
            if (count > MAX_BYTES) {
                throw new BodyTooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }

    private static ProblemDetail compressed() {
        return Problem.detail(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "compressed", "Send the body as it is, without a content encoding.");
    }

    static ProblemDetail tooLarge() {
        return Problem.detail(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "The body is larger than " + (MAX_BYTES >> 20) + " MB: send it in parts.");
    }

    /** Thrown out of the body's stream, and answered as 413 where it surfaces. */
    static final class BodyTooLarge extends IOException {
        BodyTooLarge() {
            super("the body is larger than " + MAX_BYTES + " bytes");
        }
    }
}
