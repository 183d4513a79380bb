package dev.writ.policy.lint;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a finding weighs. */
public enum Level {
    /** The rule does not run. */
    IGNORE,
    /** Reported; a run fails only if it is asked to. */
    WARNING,
    /** Reported, and the run fails. */
    ERROR;

    /** As it is written in a configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of that label. */
    public static Optional<Level> of(String label) {
        return Stream.of(values()).filter(level -> level.label().equals(label)).findFirst();
    }
}
