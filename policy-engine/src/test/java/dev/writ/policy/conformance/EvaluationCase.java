package dev.writ.policy.conformance;

import static dev.writ.policy.value.Undefined.UNDEFINED;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.check.CheckOptions;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One case: modules, data, input and a query, and what must come of it. */
record EvaluationCase(RegoVersion version, RegoObject fields) {

    /** File and index, by which a case is known: notes are not unique. */
    String id() {
        return text("file") + "#" + get("index");
    }

    String note() {
        return text("note");
    }

    /** What is wrong, or null where the case holds. */
    @Nullable
    String failure() {
        List<Diagnostic> diagnostics;
        try {
            switch (evaluate()) {
                case QueryResult.Rows rows -> {
                    return unexpectedRows(rows);
                }
                case QueryResult.Failed failed -> diagnostics = failed.diagnostics();
            }
        } catch (PolicyException refused) {
            return "refused: " + refused.diagnostics().getFirst();
        }
        return unexpectedError(diagnostics.getFirst());
    }

    private QueryResult evaluate() {
        List<SourceFile> modules = new ArrayList<>();
        if (get("modules") instanceof RegoArray sources) {
            for (RegoValue source : sources) {
                modules.add(new SourceFile("test-" + modules.size() + ".rego", ((RegoString) source).value()));
            }
        }
        RegoObject data = get("data") instanceof RegoObject object ? object : RegoObject.EMPTY;
        NativePolicyEngine engine = NativePolicyEngine.create(
                modules,
                data,
                EngineOptions.standard()
                        .withVersion(version)
                        .withBuiltins(SuiteBuiltins.registry())
                        .withCheck(CheckOptions.DEFAULT.withDataMayHideRules(true)));
        EvaluationOptions options = EvaluationOptions.standard().withStrictBuiltinErrors(truth("strict_error"));
        return engine.prepareQuery(Query.of(text("query"))).evaluate(input(), options);
    }

    private Maybe input() {
        if (get("input_term") instanceof RegoString term) {
            NativePolicyEngine empty = NativePolicyEngine.create(List.of(), RegoObject.EMPTY, EngineOptions.standard());
            QueryResult result =
                    empty.prepareQuery(Query.of("x = " + term.value())).evaluate(UNDEFINED);
            return Objects.requireNonNull(
                    ((QueryResult.Rows) result).rows().getFirst().bindings().get("x"));
        }
        RegoValue input = get("input");
        return input == null ? UNDEFINED : input;
    }

    private @Nullable String unexpectedRows(QueryResult.Rows rows) {
        if (get("want_error") != null || get("want_error_code") != null) {
            return "no error, expected " + get("want_error_code") + ": " + get("want_error");
        }
        RegoSet.Builder expected = RegoSet.builder();
        for (RegoValue row : (RegoArray) Objects.requireNonNull(get("want_result"))) {
            expected.add(row);
        }
        RegoSet.Builder got = RegoSet.builder();
        for (QueryResult.Row row : rows.rows()) {
            RegoObject.Builder bindings = RegoObject.builder();
            row.bindings().forEach((name, value) -> bindings.put(name, column(value)));
            got.add(bindings.build());
        }
        RegoSet wanted = expected.build();
        RegoSet results = got.build();
        return results.equals(wanted) ? null : "expected " + wanted + ", got " + results;
    }

    private RegoValue column(RegoValue value) {
        RegoValue json = JsonReader.read(JsonWriter.compact(value));
        return json instanceof RegoArray array && truth("sort_bindings") ? sorted(array) : json;
    }

    private static RegoValue sorted(RegoArray array) {
        List<RegoValue> items = new ArrayList<>();
        array.forEach(items::add);
        items.sort(null);
        return RegoArray.of(items);
    }

    private @Nullable String unexpectedError(Diagnostic error) {
        if (get("want_error") == null && get("want_error_code") == null) {
            return "unexpected error: " + error;
        }
        if (get("want_error_code") instanceof RegoString code
                && !code.value().equals(error.code().code())) {
            return "expected " + code.value() + ", got " + error;
        }
        if (get("want_error") instanceof RegoString wanted
                && !asOpaWrites(error).contains(wanted.value().replace("`", ""))) {
            return "expected the words " + wanted + ", got " + asOpaWrites(error);
        }
        return null;
    }

    /** Our messages put names in backticks where OPA's do not, and OPA's places are lines only. */
    private static String asOpaWrites(Diagnostic error) {
        Span span = error.span();
        String place = span == null ? "" : span.file().name() + ":" + span.line() + ": ";
        return place + error.code().code() + ": " + error.message().replace("`", "");
    }

    private boolean truth(String field) {
        return RegoBoolean.TRUE.equals(get(field));
    }

    private String text(String field) {
        return ((RegoString) Objects.requireNonNull(get(field), field)).value();
    }

    private @Nullable RegoValue get(String field) {
        return fields.get(field);
    }
}
