package dev.writ.policy.wasm;

import com.dylibso.chicory.wasm.ChicoryException;
import dev.writ.policy.PolicyException;
import dev.writ.policy.runtime.EvaluationException;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.JsonException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can go wrong, in words; what the module itself says is translated. */
final class WasmFailures {

    /** {@code policy.rego:7:1: var assignment conflict}. */
    private static final Pattern LOCATED = Pattern.compile("(.{1,4096}:\\d{1,9}:\\d{1,9}: )(.*)", Pattern.DOTALL);

    private static final Pattern OBJECT = Pattern.compile(" ?[a-z]\\w*(?:\\.\\w+)+@[0-9a-f]+");

    private WasmFailures() {}

    /** A module that cannot be used. */
    static PolicyException unusable(String name, String why, String hint) {
        return new PolicyException(List.of(Diagnostic.error(DiagnosticCode.LOAD, null, "`" + name + "` " + why, hint)));
    }

    /** A module that cannot be used because of what came of reading or starting it. */
    static PolicyException unusable(String name, String why, RuntimeException cause) {
        boolean told = cause instanceof ChicoryException || cause instanceof JsonException;
        return unusable(name, why + ": " + (told ? said(cause) : "it is malformed"), WasmProgram.REBUILD);
    }

    static EvaluationException limit(String what, String hint) {
        return new EvaluationException(Diagnostic.error(DiagnosticCode.EVAL_LIMIT, null, what, hint));
    }

    static EvaluationException internal(String what) {
        return new EvaluationException(Diagnostic.error(DiagnosticCode.EVAL_INTERNAL, null, what));
    }

    static EvaluationException cancelled() {
        return new EvaluationException(
                Diagnostic.error(DiagnosticCode.EVAL_CANCEL, null, "the evaluation was cancelled"));
    }

    static EvaluationException memory(long bytes) {
        return limit(
                "the evaluation needs more memory than the limit of " + bytes + " bytes",
                "raise the limit on the memory of an instance, or send less");
    }

    /**
     * The evaluation that the module ended by {@code opa_abort}. The place stays text: it is one of the sources that OPA
     * compiled, and those in the bundle are not the same, since OPA takes the entrypoints out of them.
     */
    static EvaluationException aborted(String message, long memoryBytes) {
        if (message.startsWith("opa_malloc")) {
            return memory(memoryBytes);
        }
        Matcher located = LOCATED.matcher(message);
        boolean hasPlace = located.matches();
        String place = hasPlace ? located.group(1) : "";
        String text = hasPlace ? located.group(2) : message;
        return new EvaluationException(
                switch (text) {
                    case "var assignment conflict" ->
                        Diagnostic.error(
                                DiagnosticCode.EVAL_CONFLICT,
                                null,
                                place + "a rule or function produced conflicting values",
                                "make the bodies exclude each other, or use `else`");
                    case "object insert conflict" ->
                        Diagnostic.error(
                                DiagnosticCode.EVAL_CONFLICT,
                                null,
                                place + "object keys must be unique",
                                "give the values different keys, or collect them in a set");
                    default ->
                        Diagnostic.error(
                                DiagnosticCode.EVAL_INTERNAL, null, place + "the module gave up: " + shown(text));
                });
    }

    /** The message of the runtime, short and without what stands for an object that has no text. */
    static String said(RuntimeException cause) {
        return shown(OBJECT.matcher(String.valueOf(cause.getMessage())).replaceAll(""));
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
