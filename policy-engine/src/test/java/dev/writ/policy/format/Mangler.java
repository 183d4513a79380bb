package dev.writ.policy.format;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes modules otherwise than anybody would: other white space, and comments wherever one can stand. */
final class Mangler {
    private static final String JOINED = "([.";

    private final String text;

    /** Where white space may be put in, or be changed. */
    private final List<Gap> gaps = new ArrayList<>();

    private record Gap(int start, int end) {}

    Mangler(String text) {
        this.text = text;
        int at = 0;
        int last = 0;
        boolean name = false;
        while (at < text.length()) {
            int token = skipSpace(at);
            if (token == text.length()) {
                break;
            }
            boolean joined = token == last && name && JOINED.indexOf(text.charAt(token)) >= 0;
            boolean behindPoint = token > 0 && token == last && text.charAt(token - 1) == '.';
            if (!joined && !behindPoint) {
                gaps.add(new Gap(last, token));
            }
            int end = endOfToken(token);
            name = endsName(token, end);
            last = end;
            at = end;
        }
    }

    int gaps() {
        return gaps.size();
    }

    /** The text with a comment at one gap. */
    String withCommentAt(int gap) {
        Gap at = gaps.get(gap);
        return text.substring(0, at.end()) + " # comment\n" + text.substring(at.end());
    }

    /** The text with each gap left, changed, or filled with a comment. */
    String mangled(RandomGenerator random, double comments, double changes) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        int number = 0;
        for (Gap gap : gaps) {
            out.append(text, from, gap.start());
            String space = text.substring(gap.start(), gap.end());
            double dice = random.nextDouble();
            if (dice < comments) {
                out.append(space).append(" # c").append(number++).append("  \n");
            } else if (dice < comments + changes && space.indexOf('#') < 0) {
                out.append(other(space, random));
            } else {
                out.append(space);
            }
            from = gap.end();
        }
        return out.append(text, from, text.length()).toString();
    }

    private static String other(String space, RandomGenerator random) {
        boolean breaks = space.indexOf('\n') >= 0;
        if (breaks) {
            return List.of("\n", "\n\n", "\n\n\n   ", "\n\t\t", " \r\n ").get(random.nextInt(5));
        }
        return space + List.of(" ", "  ", "\t", "\n", "\n\n", "\n      ").get(random.nextInt(6));
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '#') {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
            } else if (c <= ' ') {
                i++;
            } else {
                return i;
            }
        }
        return i;
    }

    private int endOfToken(int start) {
        char c = text.charAt(start);
        if (c == '$' && start + 1 < text.length()) {
            return endOfString(start + 1);
        }
        if (c == '"' || c == '`') {
            return endOfString(start);
        }
        int i = start;
        while (i < text.length() && isWord(text.charAt(i))) {
            i++;
        }
        if (i > start) {
            return i;
        }
        boolean two = start + 1 < text.length() && text.charAt(start + 1) == '=' && ":=!<>".indexOf(c) >= 0;
        return start + (two ? 2 : 1);
    }

    private int endOfString(int quote) {
        char c = text.charAt(quote);
        for (int i = quote + 1; i < text.length(); i++) {
            if (c == '"' && text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == c) {
                return i + 1;
            }
        }
        return text.length();
    }

    private boolean endsName(int start, int end) {
        char last = text.charAt(end - 1);
        return isWord(text.charAt(start)) || last == ']' || last == '"' || last == ')' || last == '}';
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
