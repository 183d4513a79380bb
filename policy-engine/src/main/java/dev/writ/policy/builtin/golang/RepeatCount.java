package dev.writ.policy.builtin.golang;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The largest product of nested counted repetitions in a regular expression: {@code ((a{10}){20}){30}} has 6,000. Go
 * refuses more than 1,000, and without that bound a short expression compiles to any size.
 */
final class RepeatCount {

    private static final long SINGLE_BOUND = 1_000;

    private final String expression;
    /** The largest product inside of each open group, innermost first. */
    private final Deque<Long> groups = new ArrayDeque<>();

    private int at;

    private RepeatCount(String expression) {
        this.expression = expression;
    }

    static long largestProduct(String expression) {
        return new RepeatCount(expression).run();
    }

    private long run() {
        groups.push(1L);
        long atom = 1;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            switch (c) {
                case '\\' -> {
                    at += expression.startsWith("\\Q", at) ? quotedLength() : 2;
                    atom = 1;
                }
                case '[' -> {
                    skipClass();
                    atom = 1;
                }
                case '(' -> {
                    groups.push(1L);
                    at++;
                }
                case ')' -> {
                    atom = groups.size() > 1 ? groups.pop() : groups.getFirst();
                    raise(atom);
                    at++;
                }
                case '{' -> {
                    atom = repeat(atom);
                    raise(atom);
                }
                default -> {
                    atom = c == '*' || c == '+' || c == '?' ? atom : 1;
                    at++;
                }
            }
        }
        return groups.stream().mapToLong(Long::longValue).max().orElse(1);
    }

    private void raise(long product) {
        groups.push(Math.max(groups.pop(), product));
    }

    private int quotedLength() {
        int end = expression.indexOf("\\E", at + 2);
        return end < 0 ? expression.length() - at : end + 2 - at;
    }

    private void skipClass() {
        at++;
        if (expression.startsWith("^", at)) {
            at++;
        }
        if (expression.startsWith("]", at)) {
            at++;
        }
        while (at < expression.length() && expression.charAt(at) != ']') {
            at += expression.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    /** The product after a repetition such as {@code {2,5}}; braces that are no repetition are literal. */
    private long repeat(long atom) {
        int close = expression.indexOf('}', at);
        String count = close < 0 ? "" : expression.substring(at + 1, close);
        if (!count.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
            at++;
            return 1;
        }
        at = close + 1;
        int comma = count.indexOf(',');
        String least = comma < 0 ? count : count.substring(0, comma);
        String last = comma < 0 ? "" : count.substring(comma + 1);
        long most = Math.max(1, Math.max(Long.parseLong(least), last.isEmpty() ? 0 : Long.parseLong(last)));
        // A single count beyond the bound is refused by the parser itself, which names it.
        return most > SINGLE_BOUND ? 1 : Math.min(atom * most, Integer.MAX_VALUE);
    }
}
