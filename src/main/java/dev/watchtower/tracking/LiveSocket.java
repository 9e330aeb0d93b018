package dev.watchtower.tracking;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.identity.Asker;
import dev.watchtower.identity.Permission;
import dev.watchtower.identity.SessionEnded;
import dev.watchtower.identity.Sessions;
import dev.watchtower.identity.Tickets;
import dev.watchtower.platform.AllowedOrigins;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The web socket /ws/trucks; docs/api.md describes its messages. */
@Component
class LiveSocket extends TextWebSocketHandler {
    private static final String ASKER = "asker";
    private static final String WATCHER = "watcher";
    private static final int LARGEST_MESSAGE = 256 << 10;
    /** The close code 1008 tells the page to sign in again. */
    static final CloseStatus SESSION_ENDED = CloseStatus.POLICY_VIOLATION.withReason("the session has ended");

    private final LiveFleet live;
    private final JsonMapper json;
    private final Ticker ticker;

    LiveSocket(LiveFleet live, JsonMapper json, Ticker ticker) {
        this.live = live;
        this.json = json;
        this.ticker = ticker;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(LARGEST_MESSAGE);
        var asker = (Asker) Objects.requireNonNull(session.getAttributes().get(ASKER));
        var watcher = new Watcher(session, asker, json, ticker);
        session.getAttributes().put(WATCHER, watcher);
        live.of(asker.organization()).watch(watcher);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        if (session.getAttributes().get(WATCHER) instanceof Watcher watcher) {
            try {
                var wish = json.readValue(message.getPayload(), Watch.Message.class);
                if (wish == null) {
                    throw new IllegalArgumentException("the message must be an object");
                }
                watcher.show(wish.watch());
            } catch (JacksonException | IllegalArgumentException e) {
                var reason = e instanceof JacksonException
                        ? "the message is not the JSON that is asked for"
                        : e.getMessage();
                session.close(CloseStatus.BAD_DATA.withReason(String.valueOf(reason)));
            }
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        if (session.getAttributes().get(WATCHER) instanceof Watcher watcher) {
            live.of(watcher.asker().organization()).leave(watcher);
        }
    }

    @TransactionalEventListener
    void on(SessionEnded ended) {
        live.of(ended.organization())
                .watchers(watcher -> watcher.asker().session().equals(ended.session()))
                .forEach(watcher -> watcher.close(SESSION_ENDED));
    }

    /** Lets in who comes with a ticket. */
    @Configuration(proxyBeanMethods = false)
    @EnableWebSocket
    static class Registration implements WebSocketConfigurer, HandshakeInterceptor {
        private final LiveSocket socket;
        private final Tickets tickets;
        private final Sessions sessions;
        private final RoadEpoch road;
        private final AllowedOrigins origins;

        Registration(LiveSocket socket, Tickets tickets, Sessions sessions, RoadEpoch road, AllowedOrigins origins) {
            this.socket = socket;
            this.tickets = tickets;
            this.sessions = sessions;
            this.road = road;
            this.origins = origins;
        }

        @Override
        public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
            registry.addHandler(socket, "/ws/trucks")
                    .addInterceptors(this)
                    .setAllowedOrigins(origins.list().toArray(String[]::new));
        }

        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            var ticket = UriComponentsBuilder.fromUri(request.getURI())
                    .build()
                    .getQueryParams()
                    .getFirst("ticket");
            if (!road.isOwner()) {
                return away(response);
            }
            try {
                var asker = ticket == null ? null : tickets.redeem(ticket).orElse(null);
                if (asker == null
                        || sessions.permitted(Set.of(asker.session()), Permission.POSITIONS_READ)
                                .isEmpty()) {
                    response.setStatusCode(HttpStatus.UNAUTHORIZED);
                    return false;
                }
                attributes.put(ASKER, asker);
                return true;
            } catch (DataAccessException e) {
                return away(response);
            }
        }

        private static boolean away(ServerHttpResponse response) {
            response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
            return false;
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                @Nullable Exception e) {}
    }
}
