package dev.watchtower.identity.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * A vendor whose webhooks a feed takes.
 *
 * @param name a word, such as {@code samsara}: part of the address
 * @param scheme null: the vendor proves nothing, and the secret path alone lets in
 * @param deliveryId null: the vendor names no delivery; then only the very same signed bytes are known again
 * @param maxBytes the largest body
 */
public record WebhookSource(
        String name,
        @Nullable SignatureScheme scheme,
        @Nullable DeliveryId deliveryId,
        int maxBytes) {}
