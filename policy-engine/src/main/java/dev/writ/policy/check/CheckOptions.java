package dev.writ.policy.check;

/**
 * How strict a check is.
 *
 * @param strict whether unused imports, variables and arguments are errors too, as with {@code opa check --strict}
 */
public record CheckOptions(boolean strict) {
    /** Not strict. */
    public static final CheckOptions DEFAULT = new CheckOptions(false);

    /** Strict. */
    public static final CheckOptions STRICT = new CheckOptions(true);
}
