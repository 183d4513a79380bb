package dev.writ.policy.lint.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of OPA, without what may follow behind a hyphen. */
public record OpaVersion(int major, int minor, int patch) implements Comparable<OpaVersion> {
    /** The newest whose functions are known here. */
    public static final OpaVersion NEWEST = new OpaVersion(1, 22, 2);

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:-[0-9A-Za-z.-]+)?");
    private static final Comparator<OpaVersion> ORDER = Comparator.comparingInt(OpaVersion::major)
            .thenComparingInt(OpaVersion::minor)
            .thenComparingInt(OpaVersion::patch);

    /** The version that {@code text} names, as {@code v1.2.0}; empty if it names none. */
    public static Optional<OpaVersion> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new OpaVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(OpaVersion other) {
        return ORDER.compare(this, other);
    }

    /** {@code v1.2.0}. */
    @Override
    public String toString() {
        return "v" + major + "." + minor + "." + patch;
    }
}
