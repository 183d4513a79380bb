package dev.writ.api.platform;

import org.jspecify.annotations.Nullable;

/** {@code If-None-Match: *}: a change that is to make something, and to replace nothing (RFC 9110, section 13.1.2). */
public final class IfNoneMatch {
    private IfNoneMatch() {}

    /** Whether nothing may be there; 400 for a list of tags, which says nothing that changes here could go by. */
    public static boolean any(@Nullable String header) {
        if (header == null) {
            return false;
        }
        if (header.strip().equals("*")) {
            return true;
        }
        throw Problem.badRequest(
                        "if_none_match.form",
                        "the header `If-None-Match` of a change is not `*`",
                        "send `*` to make something that is not there, or `If-Match` to replace a state")
                .raise();
    }

    /**
     * The problem of something that is there.
     *
     * @param what names it, such as {@code the group `risk`}
     */
    public static Problem exists(String what) {
        return new Problem(
                412,
                "if_none_match.exists",
                "the thing is there already",
                what + " is there, and `If-None-Match` says that it must not be",
                "read it, and send its `ETag` as `If-Match` to change it");
    }
}
