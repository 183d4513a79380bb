package dev.writ.policy.compare;

import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/**
 * Two engines that do not agree.
 *
 * @param subject the entrypoint, or the text of the query
 * @param kind in what they differ
 * @param input the input that shows it
 * @param first what was answered
 * @param second what the second engine came to
 * @param path where in the value the first difference is; empty for the value as a whole
 */
public record Difference(String subject, Kind kind, Maybe input, Outcome first, Outcome second, List<RegoValue> path) {

    public Difference {
        path = List.copyOf(path);
    }

    /** In what two engines can differ. */
    public enum Kind {
        /** Both have a value, and they are not the same. */
        VALUE,
        /** The values differ in nothing but the order of arrays, as where an array was made by going through a set. */
        ORDER,
        /** One has a value, the other is undefined. */
        DEFINED,
        /** One fails, the other does not. */
        FAILURE,
        /** Both fail, with different codes. */
        ERROR_KIND,
        /** The second engine could not be asked, or took longer than its limits. */
        NO_ANSWER
    }
}
