package dev.writ.policy.check;

import java.util.List;

/** What base data there is, as far as a check needs to know. */
@FunctionalInterface
public interface BaseDocuments {
    /** No base data. */
    BaseDocuments NONE = path -> false;

    /**
     * True if there is a base document at {@code path} below {@code data}, or one above it that is no object, so that nothing
     * can be below; the path is never empty.
     */
    boolean exists(List<String> path);
}
