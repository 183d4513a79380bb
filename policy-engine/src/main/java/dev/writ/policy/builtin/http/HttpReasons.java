package dev.writ.policy.builtin.http;

import dev.writ.policy.source.FailureText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a call failed, in the words of Go and without the names of Java's classes. */
final class HttpReasons {

    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

    private HttpReasons() {}

    /** What was tried, with which address, and why it failed. */
    static String failed(HttpCall call, String reason) {
        String method = call.method().isEmpty() ? "GET" : call.method();
        return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT) + " \"" + call.url() + "\": " + reason;
    }

    static String tooLarge(int maxBody) {
        return "the body is larger than the limit of " + maxBody + " bytes";
    }

    /** The reason that a failure of the Java client stands for. */
    static String of(Throwable cause, URI uri, int maxBody) {
        String message = FailureText.plain(cause);
        return switch (cause) {
            case ConnectException e
            when causes(e).anyMatch(UnresolvedAddressException.class::isInstance) ->
                "dial tcp: lookup " + uri.getHost() + ": no such host";
            case ConnectException e -> "dial tcp " + address(uri) + ": connect: connection refused";
            case SSLException e -> tls(e);
            case IOException e when message.contains("capacity") || message.contains("exceed") -> tooLarge(maxBody);
            case IOException e when message.contains("received no bytes") -> "EOF";
            default -> message;
        };
    }

    private static String address(URI uri) {
        int standard = "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getHost() + ":" + (uri.getPort() < 0 ? standard : uri.getPort());
    }

    private static String tls(SSLException failure) {
        Matcher alert = ALERT.matcher(String.valueOf(failure.getMessage()));
        if (alert.find()) {
            return "remote error: tls: " + alert.group(1).replace('_', ' ');
        }
        String certificate = "tls: failed to verify certificate: x509: ";
        if (causes(failure)
                .anyMatch(each -> each instanceof CertificateExpiredException
                        || each instanceof CertificateNotYetValidException)) {
            return certificate + "certificate has expired or is not yet valid";
        }
        if (causes(failure).anyMatch(CertPathBuilderException.class::isInstance)) {
            return certificate + "certificate signed by unknown authority";
        }
        return causes(failure)
                .filter(CertificateException.class::isInstance)
                .findFirst()
                .map(each -> certificate + FailureText.plain(each))
                .orElseGet(() -> "tls: " + FailureText.plain(failure));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .limit(20);
    }
}
