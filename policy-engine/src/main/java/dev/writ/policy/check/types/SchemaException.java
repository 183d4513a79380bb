package dev.writ.policy.check.types;

/** A JSON Schema cannot be understood. The message says why, without a place. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SchemaException(String message) {
        super(message);
    }
}
