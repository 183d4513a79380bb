package dev.writ.policy.builtin;

/** A capabilities file says something that capabilities files do not say. */
public final class CapabilitiesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CapabilitiesException(String message) {
        super(message);
    }
}
