package dev.writ.ledger.entry;

import java.util.regex.Pattern;

/**
 * The name of a log within a service, for example {@code main}: the last part of its URL and of its origin.
 *
 * @param name 1 to 63 lower-case letters, digits and inner hyphens
 */
public record LogId(String name) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException for any other name
     */
    public LogId {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the log name `" + name + "` must be 1 to 63 lower-case letters, digits and inner hyphens");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
