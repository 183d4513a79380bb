package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;

/** Checks of how large a result gets, before it is built where that is known. */
final class Limits {

    private Limits() {}

    static void collection(BuiltinContext context, long size, String builtin) {
        context.checkpoint();
        if (size > context.limits().maxCollectionSize()) {
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
