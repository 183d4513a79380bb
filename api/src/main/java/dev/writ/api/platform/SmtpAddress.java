package dev.writ.api.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The server that takes e-mail, as the operator names it.
 *
 * @param host name or address of the server
 * @param port TCP port
 * @param tls whether the connection starts with TLS; else it changes to TLS by STARTTLS
 * @param from the sender's address
 * @param user whom to sign in as, if the server asks
 * @param passwordFile a file whose first line is the password
 */
public record SmtpAddress(
        String host, int port, boolean tls, String from, Optional<String> user, Optional<Path> passwordFile) {
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;

    /** The address of a URL like {@code smtp://host:port} or {@code smtps://host}; empty if it is none. */
    public static Optional<SmtpAddress> of(
            String url, String from, Optional<String> user, Optional<Path> passwordFile) {
        try {
            URI uri = new URI(url);
            boolean tls = "smtps".equals(uri.getScheme());
            boolean smtp = tls || "smtp".equals(uri.getScheme());
            boolean bare = uri.getRawUserInfo() == null
                    && (uri.getRawPath() == null
                            || uri.getRawPath().isEmpty()
                            || uri.getRawPath().equals("/"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (!smtp || !bare || uri.getHost() == null) {
                return Optional.empty();
            }
            int standard = tls ? SUBMISSIONS : SUBMISSION;
            int port = uri.getPort() < 0 ? standard : uri.getPort();
            return Optional.of(new SmtpAddress(uri.getHost(), port, tls, from, user, passwordFile));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
