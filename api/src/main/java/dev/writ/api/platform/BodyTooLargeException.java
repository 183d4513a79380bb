package dev.writ.api.platform;

import java.io.IOException;

/** The body went beyond the limit while it was read. */
final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int limit;

    BodyTooLargeException(int limit) {
        super("body beyond " + limit + " bytes");
        this.limit = limit;
    }

    Problem problem() {
        return problem(limit);
    }

    static Problem problem(int limit) {
        return Problem.tooLarge(
                "body.too_large",
                "the request body is longer than " + limit + " bytes",
                "send at most " + limit + " bytes");
    }
}
