package dev.writ.api.platform;

import org.jspecify.annotations.Nullable;

/** The service cannot start, for a reason that the operator can remove. The message is all there is to say: no stack trace. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure to start.
     *
     * @param message what is wrong, where, and what to do
     */
    public StartFailure(String message) {
        this(message, null);
    }

    /**
     * A failure to start.
     *
     * @param message what is wrong, where, and what to do
     * @param cause shown to those who ask for it only
     */
    public StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
