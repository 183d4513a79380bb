package dev.writ.policy.remote;

import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;

/** What is sent. */
final class RemoteInput {

    private RemoteInput() {}

    /** The body of a request: the members given, and {@code input} where there is one. */
    static String json(RegoObject.Builder members, Maybe input) {
        if (input instanceof RegoValue value) {
            members.put("input", value);
        }
        return JsonWriter.compact(members.build());
    }

    /** Refuses what would silently not happen. */
    static void check(EvaluationOptions options) {
        if (options.effects().isPresent()) {
            throw RemoteFailures.unsupported(
                    "a running OPA does not say what its nondeterministic functions gave",
                    "record and replay with the native engine or WebAssembly");
        }
    }
}
