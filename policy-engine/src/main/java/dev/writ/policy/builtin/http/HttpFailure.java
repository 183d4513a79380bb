package dev.writ.policy.builtin.http;

/** A request without an answer. */
public final class HttpFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why there is none. */
    public enum Kind {
        /** It could not be sent as it is, or was not allowed to. */
        REFUSED,
        /** The network or the server failed; another try may succeed. */
        NETWORK,
        /** The time was over. */
        TIMEOUT
    }

    public HttpFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** Why there is no answer. */
    public Kind kind() {
        return kind;
    }

    /** The reason as text. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
