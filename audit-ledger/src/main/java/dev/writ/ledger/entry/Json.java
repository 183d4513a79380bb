package dev.writ.ledger.entry;

import dev.writ.ledger.merkle.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON value that has exactly one byte form, the one of RFC 8785. Immutable. */
public sealed interface Json {
    /** The canonical bytes, in UTF-8. */
    default Bytes canonical() {
        return Bytes.utf8(CanonicalWriter.write(this));
    }

    /**
     * An object; members in the order of RFC 8785, by UTF-16 code units.
     *
     * @param members immutable
     */
    record Obj(Map<String, Json> members) implements Json {
        /** The object without members. */
        public static final Obj EMPTY = new Obj(Map.of());

        /**
         * Sorts the members.
         *
         * @throws JsonException if a name holds a lone surrogate
         */
        public Obj {
            members.keySet().forEach(Str::check);
            members = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(members)));
        }
    }

    /**
     * An array.
     *
     * @param items immutable
     */
    record Arr(List<Json> items) implements Json {
        /** Copies the items. */
        public Arr {
            items = List.copyOf(items);
        }
    }

    /**
     * A string.
     *
     * @param text no lone surrogates
     */
    record Str(String text) implements Json {
        /**
         * Checks the text.
         *
         * @throws JsonException if it holds a lone surrogate
         */
        public Str {
            check(text);
        }

        static void check(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (pair) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    throw new JsonException("a string holds a lone surrogate at character " + i, "");
                }
            }
        }
    }

    /**
     * A number.
     *
     * @param value finite; minus zero is zero
     */
    record Num(double value) implements Json {
        private static final double MAX_SAFE = 9_007_199_254_740_991.0;

        /**
         * Checks the value.
         *
         * @throws JsonException if it is infinite or not a number
         */
        public Num {
            if (!Double.isFinite(value)) {
                throw new JsonException("a JSON number must be finite", "");
            }
            value = value == 0 ? 0 : value;
        }

        /** Whether this is a whole number from 0 to 2^53 − 1. */
        public boolean isCount() {
            return value >= 0 && value <= MAX_SAFE && value == Math.rint(value);
        }
    }

    /**
     * A truth value.
     *
     * @param value it
     */
    record Bool(boolean value) implements Json {}

    /** Null. */
    record Null() implements Json {}
}
