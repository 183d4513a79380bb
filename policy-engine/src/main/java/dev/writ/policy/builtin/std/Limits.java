package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;

/** Checks of how large a result gets, before it is built where that is known. */
final class Limits {

    private static final int MAX_BITS = 1 << 22;

    private Limits() {}

    static void collection(BuiltinContext context, long size, String builtin) {
        context.checkpoint();
        if (size > context.limits().maxCollectionSize()) {
            throw context.limitExceeded("the result of `" + builtin + "`");
        }
    }

    /** Larger integers take too long to be written in decimal digits. */
    static void bits(BuiltinContext context, long bits, String builtin) {
        context.checkpoint();
        if (bits > Math.min(MAX_BITS, context.limits().maxStringLength())) {
            throw context.limitExceeded("the result of `" + builtin + "`");
        }
    }

    static void string(BuiltinContext context, long length, String builtin) {
        context.checkpoint();
        if (length > context.limits().maxStringLength()) {
            throw context.limitExceeded("the result of `" + builtin + "`");
        }
    }
}
