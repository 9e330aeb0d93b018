package dev.watchtower.platform;

import java.util.List;

/**
 * The other sites whose pages may call the API and open web sockets, beside our own.
 *
 * @param list exact origins, as browsers send them
 */
public record AllowedOrigins(List<String> list) {}
