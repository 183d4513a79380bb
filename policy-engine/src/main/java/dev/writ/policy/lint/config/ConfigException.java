package dev.writ.policy.lint.config;

/** A configuration that cannot be used; the message names the file, the line and what is wrong. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message, null, false, false);
    }
}
