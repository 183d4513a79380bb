package dev.writ.api.platform;

import java.util.Optional;

/**
 * What the service may send to others, and where.
 *
 * @param privateWebhooks whether webhooks may be received at private addresses, and at loopback ones without TLS
 * @param smtp the server that takes e-mail; empty if none is sent
 */
public record Outbound(boolean privateWebhooks, Optional<SmtpAddress> smtp) {
    /** Webhooks at public addresses, and no e-mail. */
    public static Outbound standard() {
        return new Outbound(false, Optional.empty());
    }
}
