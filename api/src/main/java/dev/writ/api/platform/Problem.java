package dev.writ.api.platform;

import java.util.Objects;

/**
 * Why a request was refused, as data (RFC 9457).
 *
 * @param status HTTP status code
 * @param code stable, dotted name of the problem; the last part of its {@code type} URI
 * @param title the same for every occurrence of the code
 * @param detail what is wrong with this request, and where
 * @param remediation what the caller can do about it
 */
public record Problem(int status, String code, String title, String detail, String remediation) {
    private static final String TYPE_PREFIX = "https://writ.dev/problems/";

    private static final String TOKEN_MISSING = "token.missing";

    public Problem {
        Objects.requireNonNull(code);
        Objects.requireNonNull(title);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(remediation);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status " + status + " is not an error");
        }
    }

    /** The problem's {@code type} URI. */
    public String type() {
        return TYPE_PREFIX + code;
    }

    public static Problem badRequest(String code, String detail, String remediation) {
        return new Problem(400, code, "the request cannot be read", detail, remediation);
    }

    public static Problem unauthorized(String code, String detail, String remediation) {
        return new Problem(401, code, "the caller is not authenticated", detail, remediation);
    }

    /** The problem of a request that says nothing of who asks. */
    public static Problem tokenMissing(String remediation) {
        return unauthorized(TOKEN_MISSING, "the request carries no token", remediation);
    }

    /** Whether the caller presented something that was refused, and not nothing at all (RFC 6750, 3.1). */
    boolean refusesToken() {
        return status == 401 && !code.equals(TOKEN_MISSING);
    }

    public static Problem forbidden(String code, String detail, String remediation) {
        return new Problem(403, code, "the caller may not do this", detail, remediation);
    }

    public static Problem notFound(String code, String detail, String remediation) {
        return new Problem(404, code, "there is no such thing", detail, remediation);
    }

    public static Problem conflict(String code, String detail, String remediation) {
        return new Problem(409, code, "the request conflicts with what is stored", detail, remediation);
    }

    public static Problem tooLarge(String code, String detail, String remediation) {
        return new Problem(413, code, "the request is too large", detail, remediation);
    }

    public static Problem unprocessable(String code, String detail, String remediation) {
        return new Problem(422, code, "the request does not say something valid", detail, remediation);
    }

    public static Problem tooManyRequests(String code, String detail, String remediation) {
        return new Problem(429, code, "the caller sends too much at once", detail, remediation);
    }

    public static Problem unavailable(String code, String detail, String remediation) {
        return new Problem(503, code, "the service cannot do this now", detail, remediation);
    }

    /** The same problem under another HTTP status. */
    public Problem withStatus(int other) {
        return new Problem(other, code, title, detail, remediation);
    }

    /** This problem as an exception, to leave a call with. */
    public ProblemException raise() {
        return new ProblemException(this);
    }
}
