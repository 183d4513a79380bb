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
}
