package dev.writ.api.platform;

import dev.writ.ledger.merkle.Hash;
import java.util.Optional;
import java.util.regex.Pattern;

/** SHA-256 digests as texts: {@code sha256:} and 64 lower-case hexadecimal digits. */
public final class Digests {
    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    private Digests() {}

    /** The digest as a text. */
    public static String text(Hash digest) {
        return PREFIX + digest.hex();
    }

    /** The digest that a text is; empty if it is none. */
    public static Optional<Hash> read(String text) {
        return FORM.matcher(text).matches()
                ? Optional.of(Hash.parseHex(text.substring(PREFIX.length())))
                : Optional.empty();
    }

    /**
     * The digest that a text of the service's own is.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Hash require(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("no SHA-256 digest: `" + text + "`"));
    }
}
