package dev.writ.policy.builtin.golang;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.writ.policy.builtin.BuiltinFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of RE2, with the methods of Go's {@code regexp}. Time is linear in the text; the size of the
 * compiled form is bounded because counted repetitions are.
 */
public final class GoRegexp {

    /** Go's bound for a repetition count, which also holds for the product of nested ones. */
    private static final int MAX_REPEAT = 1_000;

    private static final int MAX_LENGTH = 100_000;

    private final String expression;
    private final Pattern pattern;

    private GoRegexp(String expression, Pattern pattern) {
        this.expression = expression;
        this.pattern = pattern;
    }

    /**
     * Compiles an expression.
     *
     * @throws BuiltinFailure if it is not RE2 syntax, or too large
     */
    public static GoRegexp compile(String expression) {
        if (expression.length() > MAX_LENGTH) {
            throw BuiltinFailure.error("error parsing regexp: expression too large");
        }
        if (RepeatCount.largestProduct(expression) > MAX_REPEAT) {
            throw BuiltinFailure.error("error parsing regexp: invalid repeat count");
        }
        checkEscapes(expression);
        try {
            return new GoRegexp(expression, Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw BuiltinFailure.error(String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            throw BuiltinFailure.error("error parsing regexp: expression nests too deeply");
        }
    }

    /** Go escapes only ASCII characters; RE2/J takes any. */
    private static void checkEscapes(String expression) {
        int at = expression.indexOf('\\');
        while (at >= 0 && at + 1 < expression.length()) {
            int c = expression.codePointAt(at + 1);
            if (c >= 0x80) {
                throw BuiltinFailure.error(
                        "error parsing regexp: invalid escape sequence: `\\" + Character.toString(c) + "`");
            }
            int literalEnd = c == 'Q' ? expression.indexOf("\\E", at) : at;
            at = literalEnd < 0 ? -1 : expression.indexOf('\\', literalEnd + 2);
        }
    }

    /** Whether the expression matches somewhere in the text. */
    public boolean matches(String text) {
        return pattern.matcher(text).find();
    }

    /** The text between matches, as Go's {@code Split} with no limit. */
    public List<String> split(String text) {
        if (!expression.isEmpty() && text.isEmpty()) {
            return List.of("");
        }
        List<String> parts = new ArrayList<>();
        int[] begin = {0};
        int[] end = {0};
        each(text, -1, match -> {
            end[0] = match.start();
            if (match.end() != 0) {
                parts.add(text.substring(begin[0], end[0]));
            }
            begin[0] = match.end();
        });
        if (end[0] != text.length()) {
            parts.add(text.substring(begin[0]));
        }
        return parts;
    }

    /** Calls {@code action} for each match, at most {@code limit} times if that is not negative. */
    public void each(String text, int limit, Consumer<Match> action) {
        Matcher matcher = pattern.matcher(text);
        int position = 0;
        int previousEnd = -1;
        int count = 0;
        while ((limit < 0 || count < limit) && position <= text.length() && matcher.find(position)) {
            boolean emptyHere = matcher.end() == position;
            boolean accepted = !emptyHere || matcher.start() != previousEnd;
            position = emptyHere ? next(text, position) : matcher.end();
            previousEnd = matcher.end();
            if (accepted) {
                action.accept(new Match(text, matcher));
                count++;
            }
        }
    }

    private static int next(String text, int position) {
        return position < text.length() ? position + Character.charCount(text.codePointAt(position)) : position + 1;
    }

    /** One match; valid only while it is handed out. */
    public final class Match {
        private final String text;
        private final Matcher matcher;

        private Match(String text, Matcher matcher) {
            this.text = text;
            this.matcher = matcher;
        }

        public int start() {
            return matcher.start();
        }

        public int end() {
            return matcher.end();
        }

        public int groupCount() {
            return matcher.groupCount();
        }

        /** The text of a group; empty where the group took no part. */
        public String group(int index) {
            String group = index <= matcher.groupCount() ? matcher.group(index) : null;
            return group == null ? "" : group;
        }

        private String group(String name) {
            if (name.matches("[0-9]{1,9}")) {
                return group(Integer.parseInt(name));
            }
            @Nullable Integer index = pattern.namedGroups().get(name);
            return index == null ? "" : group(index);
        }

        /** Go's {@code Expand}: {@code $1}, {@code $name}, {@code ${name}}, and {@code $$} for a dollar. */
        public void expand(String template, StringBuilder out) {
            int i = 0;
            while (i < template.length()) {
                char c = template.charAt(i);
                int end = c == '$' ? nameEnd(template, i + 1) : -1;
                if (c != '$') {
                    out.append(c);
                    i++;
                } else if (template.startsWith("$$", i)) {
                    out.append('$');
                    i += 2;
                } else if (end < 0) {
                    out.append('$');
                    i++;
                } else {
                    boolean braced = template.charAt(i + 1) == '{';
                    out.append(group(template.substring(i + (braced ? 2 : 1), braced ? end - 1 : end)));
                    i = end;
                }
            }
        }

        /** The text the match was found in. */
        public String text() {
            return text;
        }
    }

    /** The end of the name at {@code from}, its brace included, or -1 if there is no name. */
    private static int nameEnd(String template, int from) {
        boolean braced = template.startsWith("{", from);
        int i = braced ? from + 1 : from;
        int start = i;
        while (i < template.length() && isWord(template.codePointAt(i))) {
            i += Character.charCount(template.codePointAt(i));
        }
        if (i == start) {
            return -1;
        }
        if (!braced) {
            return i;
        }
        return i < template.length() && template.charAt(i) == '}' ? i + 1 : -1;
    }

    private static boolean isWord(int c) {
        return c == '_' || Character.isLetter(c) || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
    }
}
