package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.Literals;
import dev.writ.policy.builtin.golang.GoValueText;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Calls with what the real OPA 1.22.2 gave for them. A call stands on one line, its outcome on the next one after
 * {@code =>}: a value in Rego's notation, {@code undefined}, or {@code error}, a code and a message.
 */
final class CallTable {

    /** One call; the outcome is text, because numbers with one value may be written in several ways. */
    record Call(String file, int line, String text, String outcome) {

        String name() {
            return text.substring(0, text.indexOf('('));
        }

        String operandText() {
            return text.substring(text.indexOf('(') + 1, text.lastIndexOf(')'));
        }

        List<RegoValue> operands() {
            return Literals.values(operandText());
        }

        /** What our implementation gives, in the notation of the table. */
        String run(BuiltinContext context) {
            Builtin builtin = StandardBuiltins.registry().implementation(name()).orElseThrow();
            try {
                return GoValueText.of(builtin.call(context, operands()));
            } catch (BuiltinFailure e) {
                return switch (e.kind()) {
                    case UNDEFINED -> "undefined";
                    case TYPE -> "error eval_type_error: " + RegoString.of(e.reason());
                    case ERROR -> "error eval_builtin_error: " + RegoString.of(e.reason());
                };
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private CallTable() {}

    static List<Call> read(String file) {
        List<String> lines = lines(file);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String outcome = lines.get(i + 1).strip();
            if (!outcome.startsWith("=> ")) {
                throw new IllegalArgumentException(file + ":" + (i + 2) + ": no outcome");
            }
            calls.add(new Call(file, i + 1, lines.get(i), outcome.substring(3)));
        }
        return calls;
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(CallTable.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
