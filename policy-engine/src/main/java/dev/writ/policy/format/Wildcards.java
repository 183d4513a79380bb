package dev.writ.policy.format;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of {@code _}. Each is a variable of its own; where rules share the text of one head it is the same variable
 * in each of them, and needs a name.
 */
final class Wildcards {
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private int next;

    /** The number of the one at {@code offset}; they count in the order in which they are asked for. */
    int number(int offset) {
        return numbers.computeIfAbsent(offset, at -> next++);
    }

    /** Counts one that is written nowhere. */
    void skip() {
        next++;
    }
}
