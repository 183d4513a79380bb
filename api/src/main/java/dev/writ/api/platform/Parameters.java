package dev.writ.api.platform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads parameters of queries. */
public final class Parameters {
    private Parameters() {}

    /** The text of a parameter, if it is there; 400 if it holds U+0000, which PostgreSQL does not take. */
    public static Optional<String> text(String name, @Nullable String value) {
        if (value != null && value.indexOf(0) >= 0) {
            throw Problem.badRequest(
                            "parameter.text",
                            "the parameter `" + name + "` holds U+0000",
                            "send a text without that character")
                    .raise();
        }
        return Optional.ofNullable(value);
    }

    /** Whether a parameter says {@code true}; false if it is missing, 400 for any other word. */
    public static boolean flag(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw Problem.badRequest(
                        "parameter.flag", "the parameter `" + name + "` is `" + value + "`", "send `true` or `false`")
                .raise();
    }
}
