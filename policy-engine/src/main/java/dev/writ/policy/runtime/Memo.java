package dev.writ.policy.runtime;

import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results that were computed in one {@link Scope}: of rules by function, of calls by function and arguments. */
public final class Memo {

    private static final int CHUNK_BITS = 5;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final Chunk EMPTY = new Chunk();

    private Chunk[] documents = new Chunk[0];
    private final Map<Call, Maybe> calls = new HashMap<>();

    private static final class Chunk {
        private final @Nullable Maybe[] results = new Maybe[CHUNK];
    }

    /** A call: arrays are compared by content, hashes are computed once. */
    private static final class Call {
        private final int function;
        private final RegoValue[] arguments;
        private final int count;
        private final int hash;

        Call(int function, RegoValue[] arguments, int count) {
            this.function = function;
            this.arguments = arguments;
            this.count = count;
            int result = function;
            for (int i = 0; i < count; i++) {
                result = result * 31 + arguments[i].hashCode();
            }
            this.hash = result;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Call call
                    && call.function == function
                    && call.hash == hash
                    && Arrays.equals(arguments, 0, count, call.arguments, 0, call.count);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** The result of a function without arguments, or null where there is none yet. */
    public @Nullable Maybe document(int function) {
        int chunk = function >> CHUNK_BITS;
        return chunk < documents.length ? documents[chunk].results[function & (CHUNK - 1)] : null;
    }

    /** Keeps the result of a function without arguments. */
    public void keepDocument(int function, Maybe result) {
        int chunk = function >> CHUNK_BITS;
        if (chunk >= documents.length) {
            int known = documents.length;
            documents = Arrays.copyOf(documents, chunk + 1);
            for (int i = known; i <= chunk; i++) {
                documents[i] = EMPTY;
            }
        }
        if (documents[chunk] == EMPTY) {
            documents[chunk] = new Chunk();
        }
        documents[chunk].results[function & (CHUNK - 1)] = result;
    }

    /** The result of a call, or null where there is none yet; the first {@code count} values are the arguments. */
    public @Nullable Maybe call(int function, RegoValue[] arguments, int count) {
        return calls.isEmpty() ? null : calls.get(new Call(function, arguments, count));
    }

    /** Keeps the result of a call. The arguments are copied. */
    public void keepCall(int function, RegoValue[] arguments, int count, Maybe result) {
        calls.put(new Call(function, Arrays.copyOf(arguments, count), count), result);
    }
}
