package dev.watchtower.identity.webhooks;

import java.util.UUID;

/**
 * What a vendor sent, and proved to be his.
 *
 * @param webhook that it came by
 * @param body as it was sent, byte for byte
 */
public record Delivery(UUID webhook, byte[] body) {}
