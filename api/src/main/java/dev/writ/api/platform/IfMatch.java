package dev.writ.api.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of the state that it is for (RFC 9110, section 13.1.1): {@code *} is any, else the state has to be one of those
 * listed. Tags are compared strongly, so a weak one is no state's.
 */
public final class IfMatch {
    private static final String ANY = "*";
    private static final int MOST = 100;

    /** One tag of a list, with what may stand around it; the list may have empty members. */
    private static final Pattern MEMBER =
            Pattern.compile("[ \\t]*(?:(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")[ \\t]*)?(?:,|\\z)");

    private final boolean any;
    private final List<String> strong;

    private IfMatch(boolean any, List<String> strong) {
        this.any = any;
        this.strong = strong;
    }

    /** The header's value; empty if there is none, 400 if it is no list of tags. */
    public static Optional<IfMatch> read(@Nullable String header) {
        return Optional.ofNullable(header).map(IfMatch::parse);
    }

    private static IfMatch parse(String header) {
        if (header.strip().equals(ANY)) {
            return new IfMatch(true, List.of());
        }
        List<String> strong = new ArrayList<>();
        boolean some = false;
        Matcher member = MEMBER.matcher(header);
        int at = 0;
        while (at < header.length()) {
            if (!member.find(at) || member.start() != at) {
                throw malformed().raise();
            }
            String tag = member.group(2);
            some |= tag != null;
            if (strong.size() == MOST) {
                throw malformed().raise();
            }
            if (tag != null && member.group(1) == null) {
                strong.add(tag);
            }
            at = member.end();
        }
        if (!some) {
            throw malformed().raise();
        }
        return new IfMatch(false, strong);
    }

    /** Whether a state of this tag, which is a strong one, is meant. */
    public boolean matches(String tag) {
        return any || strong.contains(tag);
    }

    /** Whether a state is meant of which there may be several tags; each comes with its quotes. */
    public boolean matches(Predicate<String> ours) {
        return any || strong.stream().anyMatch(ours);
    }

    /** Leaves with a 412 problem if a state of this tag is not meant. */
    public void require(String what, String tag) {
        if (!matches(tag)) {
            throw stale(what).raise();
        }
    }

    /**
     * The problem of a tag of another state.
     *
     * @param what names the thing, such as {@code the group `risk`}
     */
    public static Problem stale(String what) {
        return new Problem(
                412,
                "if_match.stale",
                "the thing has changed since it was read",
                what + " is not in a state that `If-Match` names",
                "read it again, look at what changed, and send its new `ETag`");
    }

    private static Problem malformed() {
        return Problem.badRequest(
                "if_match.form",
                "the header `If-Match` is neither `*` nor a list of up to " + MOST + " entity tags",
                "send the `ETag` of the thing as it was read, with its quotes");
    }
}
