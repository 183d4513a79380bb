package dev.writ.policy.fuzz;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.QueryResult;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What came of a program: a refusal, or an answer for each query. Rows and errors are texts that can be compared: a row is the
 * JSON of its bindings and values, an error is its code.
 */
sealed interface Verdict {

    /** The modules have errors. */
    record Refused(Set<String> codes, String message) implements Verdict {}

    /** They have none. */
    record Answered(List<Answer> answers) implements Verdict {}

    /**
     * An answer: rows, or the code of an error; the message is for people.
     *
     * @param place {@code file:line} of an error while a module was evaluated; empty where it is in the query, or not known
     */
    record Answer(List<String> rows, String code, String message, String place) {
        boolean isConflict() {
            return code.equals("eval_conflict_error");
        }

        boolean sameAs(Answer other) {
            return code.equals(other.code) && rows.equals(other.rows);
        }
    }

    /** What the oracle wrote. */
    static Verdict read(String line) {
        RegoObject outcome = (RegoObject) JsonReader.read(line);
        if (outcome.get("refused") instanceof RegoArray codes) {
            Set<String> texts = new TreeSet<>();
            codes.forEach(code -> texts.add(((RegoString) code).value()));
            return new Refused(texts, text(outcome, "message"));
        }
        List<Answer> answers = new ArrayList<>();
        for (RegoValue answer : (RegoArray) Objects.requireNonNull(outcome.get("answers"))) {
            answers.add(answer((RegoObject) answer));
        }
        return new Answered(answers);
    }

    private static Answer answer(RegoObject answer) {
        List<String> rows = new ArrayList<>();
        if (answer.get("rows") instanceof RegoArray array) {
            for (RegoValue row : array) {
                RegoObject fields = (RegoObject) row;
                rows.add(row(
                        Objects.requireNonNull(fields.get("bindings")), Objects.requireNonNull(fields.get("values"))));
            }
        }
        return new Answer(rows, text(answer, "code"), text(answer, "message"), text(answer, "place"));
    }

    private static String text(RegoObject object, String name) {
        return object.get(name) instanceof RegoString text ? text.value() : "";
    }

    private static String row(RegoValue bindings, RegoValue values) {
        return JsonWriter.compact(bindings) + " " + JsonWriter.compact(values);
    }

    /** What our engine makes of the program. */
    static Verdict ours(FuzzProgram program) {
        NativePolicyEngine engine;
        try {
            List<SourceFile> sources = new ArrayList<>();
            for (String text : program.texts()) {
                sources.add(new SourceFile("test-" + sources.size() + ".rego", text));
            }
            engine = NativePolicyEngine.create(
                    sources,
                    (RegoObject) JsonReader.read(program.data()),
                    EngineOptions.standard().withVersion(program.version()).withRevision("fuzz"));
        } catch (PolicyException refused) {
            return new Refused(
                    codes(refused.diagnostics()), refused.diagnostics().toString());
        }
        List<Answer> answers = new ArrayList<>();
        for (String query : program.queries()) {
            answers.add(ours(engine, query, program));
        }
        return new Answered(answers);
    }

    private static Answer ours(NativePolicyEngine engine, String query, FuzzProgram program) {
        QueryResult result;
        try {
            PreparedQuery prepared = engine.prepareQuery(program.ask(query));
            result = prepared.evaluate(
                    program.input().isEmpty() ? Undefined.UNDEFINED : JsonReader.read(program.input()),
                    EvaluationOptions.standard().withStrictBuiltinErrors(program.strict()));
        } catch (PolicyException refused) {
            return failed(refused.diagnostics());
        }
        return switch (result) {
            case QueryResult.Failed failed -> failed(failed.diagnostics());
            case QueryResult.Rows rows ->
                new Answer(rows.rows().stream().map(Verdict::row).toList(), "", "", "");
        };
    }

    private static String row(QueryResult.Row row) {
        RegoObject.Builder bindings = RegoObject.builder();
        row.bindings().forEach((name, value) -> bindings.put(RegoString.of(name), json(value)));
        List<RegoValue> values =
                row.expressions().stream().map(e -> json(e.value())).toList();
        return row(bindings.build(), RegoArray.of(values));
    }

    private static RegoValue json(RegoValue value) {
        return JsonReader.read(JsonWriter.compact(value));
    }

    private static Answer failed(List<Diagnostic> diagnostics) {
        Diagnostic first = diagnostics.getFirst();
        return new Answer(List.of(), first.code().code(), first.message(), place(first.span()));
    }

    private static String place(@Nullable Span span) {
        return span != null && span.file().name().startsWith("test-")
                ? span.file().name() + ":" + span.line()
                : "";
    }

    private static Set<String> codes(List<Diagnostic> diagnostics) {
        Set<String> codes = new TreeSet<>();
        diagnostics.forEach(diagnostic -> codes.add(diagnostic.code().code()));
        return codes;
    }
}
