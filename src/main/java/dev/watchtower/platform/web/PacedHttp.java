package dev.watchtower.platform.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import org.apache.coyote.Adapter;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 with clients that keep up a least pace. Tomcat alone counts only how long a client is silent, so that one which
 * sends a byte now and then would keep its connection, and what waits for its request, for good. Named by its class name,
 * for which Tomcat wants it to be public.
 */
public class PacedHttp extends Http11NioProtocol {
    /** In the long run, of the time that is spent waiting for a body: what the slowest phone networks carry. */
    private static final long BODY_BYTES_PER_SECOND = 1_000;

    private Duration headersLimit = Duration.ZERO;
    private Duration bodyGrace = Duration.ZERO;

    /**
     * To be called before the first connection.
     *
     * @param headers so long they may take to come in
     * @param bodies so long they may take to come in beyond what their size allows
     */
    void setLimits(Duration headers, Duration bodies) {
        headersLimit = headers;
        bodyGrace = bodies;
    }

    @Override
    protected Processor createProcessor() {
        return new PacedProcessor(getAdapter());
    }

    private final class PacedProcessor extends Http11Processor {
        private @Nullable SocketWrapperBase<?> unfinished;
        private long begunNanos;

        PacedProcessor(Adapter adapter) {
            super(PacedHttp.this, adapter);
            request.setInputBuffer(new PacedBody(request, Objects.requireNonNull(request.getInputBuffer())));
        }

        /** Called when something has arrived; with headers that are not whole it ends as {@code LONG}. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            if (!socket.equals(unfinished)) {
                begunNanos = System.nanoTime();
            } else if (System.nanoTime() - begunNanos > headersLimit.toNanos()) {
                unfinished = null;
                return SocketState.CLOSED;
            }
            var state = super.service(socket);
            unfinished = state == SocketState.LONG && !isAsync() ? socket : null;
            return state;
        }
    }

    private final class PacedBody implements InputBuffer {
        private final Request request;
        private final InputBuffer body;
        private long ofRequestBegunAt;
        private long waitedNanos;
        private long bytes;

        PacedBody(Request request, InputBuffer body) {
            this.request = request;
            this.body = body;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            if (ofRequestBegunAt != request.getStartTimeNanos()) {
                ofRequestBegunAt = request.getStartTimeNanos();
                waitedNanos = 0;
                bytes = 0;
            }
            var begun = System.nanoTime();
            var read = body.doRead(handler);
            waitedNanos += System.nanoTime() - begun;
            bytes += Math.max(0, read);
            var allowed = bodyGrace.plusSeconds(bytes / BODY_BYTES_PER_SECOND);
            if (read >= 0 && waitedNanos > allowed.toNanos()) {
                throw new SocketTimeoutException("the body comes more slowly than it is waited for");
            }
            return read;
        }

        @Override
        public int available() {
            return body.available();
        }
    }
}
