package dev.writ.policy.builtin.golang;

import java.math.BigInteger;

/** An argument of {@link GoFormat}: the four Go types that Rego's {@code sprintf} passes on. */
public sealed interface GoArg {

    /** The name Go prints for the type, as in {@code %!d(string=hi)}. */
    String typeName();

    /** A 64-bit integer. */
    record Int(long value) implements GoArg {
        @Override
        public String typeName() {
            return "int64";
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

    /** A string. */
    record Str(String value) implements GoArg {
        @Override
        public String typeName() {
            return "string";
        }
    }
}
