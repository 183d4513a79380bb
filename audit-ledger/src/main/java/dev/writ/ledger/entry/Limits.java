package dev.writ.ledger.entry;

import dev.writ.ledger.entry.EntryException.Kind;
import java.util.Map;
import java.util.regex.Pattern;

/** The bounds of an entry and the grammar of its names. */
public final class Limits {
    /** Largest entry in bytes: what a uint16 length in an entry bundle can say. */
    public static final int MAX_ENTRY = 65_535;

    /** Most artifact digests. */
    public static final int MAX_DIGESTS = 128;

    /** Most payload fields. */
    public static final int MAX_FIELDS = 64;

    /** Most principals. */
    public static final int MAX_PRINCIPALS = 16;

    /** Bytes that the log may add to a draft: sequence number, previous leaf hash, time. */
    static final int LOG_MEMBERS =
            ",\"prev\":\"\"".length() + 64 + ",\"seq\":".length() + 16 + ",\"time\":\"\"".length() + 24;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");
    private static final Pattern PRINCIPAL = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Limits() {}

    static void names(String what, Map<String, ?> named, int max) {
        if (named.size() > max) {
            throw new EntryException(
                    Kind.TOO_LARGE, "an entry holds at most " + max + " " + what + "s, not " + named.size());
        }
        named.keySet().forEach(name -> name(what, name));
    }

    static void name(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new EntryException(
                    Kind.MALFORMED,
                    "the " + what + " `" + name + "` must be 1 to 64 lower-case letters, digits, `_`, `.` and `-`,"
                            + " beginning with a letter");
        }
    }

    static void principal(String role, String id) {
        if (!PRINCIPAL.matcher(id).matches()) {
            throw new EntryException(
                    Kind.MALFORMED,
                    "the principal `" + role
                            + "` must be named by a random id of 1 to 64 letters, digits, `_` and `-`");
        }
    }
}
