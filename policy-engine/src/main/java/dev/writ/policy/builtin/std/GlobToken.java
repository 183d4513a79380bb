package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBytes;
import java.util.ArrayList;
import java.util.List;

/**
 * One element of a glob as `regex.globs_match` understands it: a set of characters, and how often it may occur.
 *
 * @param kind how the characters are written
 * @param ranges the characters, unless any will do
 * @param times how often
 */
record GlobToken(Kind kind, CharacterRanges ranges, Times times) {

    /** How the characters of an element are written. */
    enum Kind {
        CHARACTER,
        /** A dot: every character. */
        ANY,
        SET
    }

    /** How often an element occurs. */
    enum Times {
        ONCE,
        /** Once or more. */
        PLUS,
        /** Any number of times, or not at all. */
        STAR
    }

    /** Whether one character can be both this and another element; how often they occur does not matter. */
    boolean meets(GlobToken other) {
        return kind == Kind.ANY || other.kind == Kind.ANY || ranges.intersects(other.ranges);
    }

    private boolean sameCharacters(GlobToken other) {
        return kind == other.kind && ranges.equals(other.ranges);
    }

    /**
     * The elements of a glob; neighbours that repeat the same characters are one.
     *
     * @throws BuiltinFailure if the text is no glob
     */
    static List<GlobToken> read(String glob) {
        List<GlobToken> tokens = new Reader(glob).read();
        List<GlobToken> merged = new ArrayList<>(tokens.size());
        for (GlobToken token : tokens) {
            GlobToken last = merged.isEmpty() ? token : merged.getLast();
            boolean repeats = !merged.isEmpty() && token.times != Times.ONCE && last.times != Times.ONCE;
            if (repeats && token.sameCharacters(last)) {
                boolean plus = token.times == Times.PLUS || last.times == Times.PLUS;
                merged.set(merged.size() - 1, new GlobToken(token.kind, token.ranges, plus ? Times.PLUS : Times.STAR));
            } else {
                merged.add(token);
            }
        }
        return merged;
    }

    /** Reads a glob. Positions in errors count characters, the one that was just read included. */
    private static final class Reader {

        private final int[] input;
        private int at;
        private boolean escaped;

        Reader(String glob) {
            // Bytes that are no UTF-8 are the replacement character to Go where it looks at characters.
            this.input =
                    glob.codePoints().map(c -> GoBytes.isEscape(c) ? 0xFFFD : c).toArray();
        }

        List<GlobToken> read() {
            List<GlobToken> tokens = new ArrayList<>();
            while (at < input.length) {
                int c = character();
                if (!escaped && c == ']') {
                    throw invalid(at, "set-close ']' with no preceding '['");
                }
                if (!escaped && (c == '+' || c == '*')) {
                    throw invalid(at, "flag '" + (char) c + "' must be preceded by a non-flag");
                }
                Kind kind = escaped ? Kind.CHARACTER : c == '.' ? Kind.ANY : c == '[' ? Kind.SET : Kind.CHARACTER;
                CharacterRanges ranges = switch (kind) {
                    case CHARACTER -> CharacterRanges.of(List.of(new int[] {c, c}));
                    case ANY -> CharacterRanges.NONE;
                    case SET -> set();
                };
                tokens.add(new GlobToken(kind, ranges, times()));
            }
            return tokens;
        }

        private Times times() {
            if (at == input.length) {
                return Times.ONCE;
            }
            int start = at;
            int c = character();
            if (!escaped && c == '+') {
                return Times.PLUS;
            }
            if (!escaped && c == '*') {
                return Times.STAR;
            }
            at = start;
            return Times.ONCE;
        }

        private int character() {
            int c = input[at];
            escaped = c == '\\';
            if (escaped && at == input.length - 1) {
                throw invalid(at, "input ends with a \\ (escape) character");
            }
            at += escaped ? 2 : 1;
            return input[at - 1];
        }

        private CharacterRanges set() {
            List<int[]> ranges = new ArrayList<>();
            int previous = -1;
            while (at < input.length) {
                int c = character();
                if (!escaped && c == ']') {
                    return CharacterRanges.of(ranges);
                }
                if (!escaped && c == '-') {
                    ranges.add(range(previous));
                    previous = -1;
                } else {
                    ranges.add(new int[] {c, c});
                    previous = c;
                }
            }
            throw invalid(at, "found [ without matching ]");
        }

        /** A range whose first character and dash were read. */
        private int[] range(int first) {
            if (first < 0) {
                throw invalid(at, "range character '-' must be preceded by a Unicode character");
            }
            if (at >= input.length - 1) {
                throw invalid(at, "range character '-' must be followed by a Unicode character");
            }
            int last = character();
            if (!escaped && (last == ']' || last == '-')) {
                throw invalid(at, "range character '-' cannot be followed by a special symbol");
            }
            if (last < first) {
                throw invalid(
                        at,
                        "range is out of order: '" + Character.toString(last) + "' comes before '"
                                + Character.toString(first) + "' in Unicode");
            }
            return new int[] {first, last};
        }

        private BuiltinFailure invalid(int position, String what) {
            return BuiltinFailure.error("input:" + new String(input, 0, input.length) + ", pos:" + position + ", "
                    + what + ": the input provided is invalid");
        }
    }
}
