package dev.watchtower.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * From where a request to sign in, or to stay so, comes.
 *
 * @param userAgent what the browser or program calls itself
 */
record Caller(String address, @Nullable String userAgent, List<Cookie> cookies) {
    private static final int LONGEST_USER_AGENT = 300;

    static Caller of(HttpServletRequest request) {
        var name = request.getHeader(HttpHeaders.USER_AGENT);
        return new Caller(
                request.getRemoteAddr(),
                name == null ? null : readable(name),
                Stream.ofNullable(request.getCookies()).flatMap(Arrays::stream).toList());
    }

    private static String readable(String name) {
        var plain = name.replaceAll("\\p{Cntrl}", "");
        return plain.substring(0, Math.min(plain.length(), LONGEST_USER_AGENT));
    }
}
