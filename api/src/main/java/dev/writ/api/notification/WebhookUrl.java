package dev.writ.api.notification;

import dev.writ.api.platform.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** The addresses that a webhook may be registered with. Where a name leads to is looked at whenever something is sent. */
final class WebhookUrl {
    /** Longest URL, in characters. */
    static final int LONGEST = 2_000;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private WebhookUrl() {}

    /**
     * The URL, in ASCII; 422 if it is none that may be sent to.
     *
     * @param loopback whether {@code http} to this machine is good
     */
    static String require(String text, boolean loopback) {
        URI url = parse(text)
                .orElseThrow(() -> wrong("is not an absolute URL with a host").raise());
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw wrong("holds a user or a fragment").raise();
        }
        boolean local = loopback && LOOPBACK.contains(url.getHost());
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && local)) {
            throw wrong("is not `https`").raise();
        }
        return url.toASCIIString();
    }

    private static Optional<URI> parse(String text) {
        try {
            URI url = new URI(text);
            return url.getHost() == null || url.getPort() > 65_535 ? Optional.empty() : Optional.of(url);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Problem wrong(String what) {
        return Problem.unprocessable(
                "webhook.url",
                "`/url` " + what,
                "send a URL like `https://hooks.example/writ`, without user and fragment");
    }
}
