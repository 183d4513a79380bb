package dev.writ.policy.builtin.golang;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An argument of {@link GoFormat}: the Go types that Rego's {@code sprintf} and its templates pass on. */
public sealed interface GoArg {

    /** The name Go prints for the type, as in {@code %!d(string=hi)}. */
    String typeName();

    /**
     * A 64-bit integer.
     *
     * @param typeName {@code int64}, {@code int}, or {@code uint8} for a byte of a string
     */
    record Int(long value, String typeName) implements GoArg {

        /** An {@code int64}. */
        public Int(long value) {
            this(value, "int64");
        }

        /** Whether negative values have no place in the type. */
        public boolean unsigned() {
            return typeName.startsWith("u");
        }
    }

    /** An integer that needs more than 64 bits. */
    record BigInt(BigInteger value) implements GoArg {
        @Override
        public String typeName() {
            return "*big.Int";
        }
    }

    /** A 64-bit float. */
    record Float64(double value) implements GoArg {
        @Override
        public String typeName() {
            return "float64";
        }
    }

    /** A complex number of two 64-bit floats. */
    record Complex128(double real, double imaginary) implements GoArg {
        @Override
        public String typeName() {
            return "complex128";
        }
    }

    /** A string. */
    record Str(String value) implements GoArg {
        @Override
        public String typeName() {
            return "string";
        }
    }

    /** A number as its text, which is how Go keeps the numbers of a JSON document; to Go it is a kind of string. */
    record JsonNumber(String text) implements GoArg {
        @Override
        public String typeName() {
            return "json.Number";
        }
    }

    /** A boolean. */
    record Bool(boolean value) implements GoArg {
        @Override
        public String typeName() {
            return "bool";
        }
    }

    /** The absence of a value. */
    record Nil() implements GoArg {
        @Override
        public String typeName() {
            return "<nil>";
        }
    }

    /**
     * A slice of values of any types.
     *
     * @param spare how many elements, all nil, there is room for behind the last one
     */
    record Slice(List<GoArg> elements, int spare) implements GoArg {

        public Slice {
            elements = List.copyOf(elements);
        }

        @Override
        public String typeName() {
            return "[]interface {}";
        }
    }

    /** A map from strings to values of any types, in the order of the keys' bytes, in which Go prints it. */
    record Dict(SortedMap<String, GoArg> entries) implements GoArg {

        public Dict {
            entries = Collections.unmodifiableSortedMap(entries);
        }

        /** The map of some entries. */
        public static Dict of(Map<String, GoArg> entries) {
            SortedMap<String, GoArg> sorted = new TreeMap<>(Dict::compare);
            sorted.putAll(entries);
            return new Dict(sorted);
        }

        private static int compare(String a, String b) {
            return Arrays.compareUnsigned(GoBytes.encode(a), GoBytes.encode(b));
        }

        @Override
        public String typeName() {
            return "map[string]interface {}";
        }
    }
}
