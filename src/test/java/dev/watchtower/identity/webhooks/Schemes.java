package dev.watchtower.identity.webhooks;

import dev.watchtower.identity.webhooks.SignatureScheme.Algorithm;
import dev.watchtower.identity.webhooks.SignatureScheme.Encoding;
import dev.watchtower.identity.webhooks.SignatureScheme.SecretForm;

/** How vendors sign, by what they publish. */
final class Schemes {
    static final SignatureScheme SAMSARA = SignatureScheme.usual(
                    Place.prefixed("X-Samsara-Signature", "v1="),
                    "v1:{timestamp}:{body}",
                    Place.header("X-Samsara-Timestamp"))
            .withSecret(SecretForm.BASE64);

    static final SignatureScheme SLACK = SignatureScheme.usual(
            Place.prefixed("X-Slack-Signature", "v0="),
            "v0:{timestamp}:{body}",
            Place.header("X-Slack-Request-Timestamp"));

    static final SignatureScheme ELEVENLABS = SignatureScheme.usual(
            Place.element("ElevenLabs-Signature", ",", "v0="),
            "{timestamp}.{body}",
            Place.element("ElevenLabs-Signature", ",", "t="));

    static final SignatureScheme STRIPE = SignatureScheme.usual(
            Place.element("Stripe-Signature", ",", "v1="),
            "{timestamp}.{body}",
            Place.element("Stripe-Signature", ",", "t="));

    static final SignatureScheme GITHUB =
            SignatureScheme.usual(Place.prefixed("X-Hub-Signature-256", "sha256="), "{body}", null);

    /** Standard Webhooks, as Svix and who builds on it sign. */
    static final SignatureScheme STANDARD = SignatureScheme.usual(
                    Place.element("webhook-signature", " ", "v1,"),
                    "{id}.{timestamp}.{body}",
                    Place.header("webhook-timestamp"))
            .withSignature(Algorithm.HMAC_SHA256, Encoding.BASE64)
            .withSecret(SecretForm.BASE64);

    /** VAPI's plan without a word changed by its user. */
    static final SignatureScheme VAPI =
            SignatureScheme.usual(Place.header("x-signature"), "{timestamp}.{body}", Place.header("x-timestamp"));

    /** VAPI's plan with as much changed as can be. */
    static final SignatureScheme VAPI_CHANGED = SignatureScheme.usual(
                    Place.prefixed("X-Call-Signature", "sig="), "{body}|{timestamp}", Place.header("X-Call-Time"))
            .withSignature(Algorithm.HMAC_SHA512, Encoding.BASE64)
            .withSecret(SecretForm.BASE64);

    static final SignatureScheme VAPI_SECRET = SignatureScheme.plain(Place.header("X-Vapi-Secret"));

    private Schemes() {}
}
