package dev.writ.api.platform;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** Tells a caller where it stands, in the fields of draft-ietf-httpapi-ratelimit-headers-10. */
final class RateHeaders {
    private RateHeaders() {}

    /**
     * Adds the fields.
     *
     * @param policy what is counted: {@code principal} or {@code address}
     */
    static void write(HttpServletResponse response, String policy, RateLimiter limiter, RateLimiter.Answer answer) {
        response.setHeader(
                "RateLimit-Policy", "\"" + policy + "\";q=" + limiter.capacity() + ";w=" + RateLimiter.WINDOW_SECONDS);
        response.setHeader("RateLimit", "\"" + policy + "\";r=" + answer.left() + ";t=" + answer.fullSeconds());
        if (!answer.allowed()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(answer.nextSeconds()));
        }
    }
}
