package dev.writ.api.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The token that a request bears (RFC 6750, section 2.1), however its header is written. */
final class BearerToken {
    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    /** The token; empty if there is no such header, or one of another scheme. */
    static Optional<String> of(HttpServletRequest request) {
        return of(request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    static Optional<String> of(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(text -> text.substring(SCHEME.length()).strip());
    }
}
