package dev.writ.policy.fuzz;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.Sources;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.partial.Optimizer;
import dev.writ.policy.partial.PartialEvaluation;
import dev.writ.policy.partial.PartialOptions;
import dev.writ.policy.partial.PartialResult;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query of a random program beside its residual: evaluated with everything supplied, both must have the same solutions.
 *
 * @param program the program
 * @param modules its modules
 * @param data its base documents
 * @param unknowns what is unknown
 */
record PartialCase(FuzzProgram program, List<Module> modules, RegoObject data, PartialOptions unknowns) {

    private static final List<List<String>> UNKNOWNS =
            List.of(List.of("input"), List.of("data.base"), List.of("input", "data.base"), List.of("input"));

    /** How a residual compares. */
    enum Outcome {
        SAME,
        /** There is no residual, which was said. */
        REFUSED,
        /** The evaluation fails, and so does that of the residual. */
        BOTH_FAIL,
        /** The evaluation fails, where the residual has no solution. */
        FAILS_ALONE,
        /**
         * The residual alone fails: it looks at a condition that the evaluation does not come to. So the program has a failure,
         * which shows when all its queries are asked, unless a comprehension or a function has it.
         */
        FAILS_INSTEAD,
        /** The evaluation fails, and the residual has solutions: what is known decides before the condition that fails. */
        HIDES_FAILURE,
        WRONG
    }

    /**
     * What came of one query.
     *
     * @param residual what was left; null where there is none
     */
    record Verdict(
            String query,
            Outcome outcome,
            String details,
            @Nullable PartialResult residual) {}

    /** The program, or null where it has errors. */
    static @Nullable PartialCase of(FuzzProgram program, long seed) {
        try {
            List<SourceFile> files = new ArrayList<>();
            for (String text : program.texts()) {
                files.add(new SourceFile("test-" + files.size() + ".rego", text));
            }
            List<Module> modules = Sources.modules(files, ParseOptions.DEFAULT.withVersion(program.version()));
            RegoObject data = (RegoObject) JsonReader.read(program.data());
            NativePolicyEngine.check(modules, data, EngineOptions.standard());
            PartialOptions options = PartialOptions.standard()
                    .withUnknowns(UNKNOWNS.get(Math.floorMod(seed, UNKNOWNS.size())))
                    .withShallowInlining(Math.floorMod(seed, 7) == 0);
            return new PartialCase(program, modules, data, options);
        } catch (PolicyException refused) {
            return null;
        }
    }

    private Maybe input() {
        return program.input().isEmpty() ? Undefined.UNDEFINED : JsonReader.read(program.input());
    }

    /** Never strict: a residual is not bound to the order in which conditions are looked at, and so not to which fails first. */
    private static EvaluationOptions options() {
        return EvaluationOptions.standard();
    }

    /** The queries: those of the program, and for each document its value. */
    List<String> queries() {
        List<String> queries = new ArrayList<>(program.queries());
        program.queries().stream()
                .filter(query -> query.matches("data[.\\w]+"))
                .forEach(query -> queries.add("value = " + query));
        return queries;
    }

    List<Verdict> verdicts() {
        EngineOptions engine = EngineOptions.standard().withRevision("fuzz");
        NativePolicyEngine original = NativePolicyEngine.of(modules, data, engine);
        PartialEvaluation partial = PartialEvaluation.of(modules, data, engine);
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, Solutions> wholes = wholes(original);
        boolean failure = fail(wholes);
        for (String query : queries()) {
            Solutions whole = Objects.requireNonNull(wholes.get(query));
            if (whole.refused()) {
                continue;
            }
            PartialResult residual;
            try {
                residual = partial.evaluate(Query.of(query), input(), unknowns, options());
            } catch (PolicyException refused) {
                Outcome outcome = whole.failed()
                                && refused.diagnostics().stream()
                                        .noneMatch(finding -> finding.code() == DiagnosticCode.UNSUPPORTED)
                        ? Outcome.BOTH_FAIL
                        : Outcome.REFUSED;
                verdicts.add(new Verdict(query, outcome, refused.diagnostics().toString(), null));
                continue;
            }
            Solutions rest = solutions(supported(residual), residual);
            verdicts.add(new Verdict(
                    query, compare(whole, rest, failure), whole + "\n" + rest + "\n" + residual.source(), residual));
        }
        return verdicts;
    }

    /** The queries of the program beside those of the optimised program. */
    List<Verdict> optimized(int level) {
        List<String> entrypoints = program.queries().stream()
                .filter(query -> query.matches("data[.]\\w+[.]\\w+([.]\\w+)*"))
                .map(query -> query.substring("data.".length()).replace('.', '/'))
                .distinct()
                .toList();
        EngineOptions engine = EngineOptions.standard().withRevision("fuzz");
        List<Module> changed;
        try {
            changed = Optimizer.optimize(
                    modules, data, new Optimizer.Options(entrypoints, level, "partial", List.of("")), engine);
        } catch (PolicyException refused) {
            boolean fails =
                    refused.diagnostics().stream().noneMatch(finding -> finding.code() == DiagnosticCode.UNSUPPORTED);
            Outcome outcome = fails ? Outcome.BOTH_FAIL : Outcome.REFUSED;
            return List.of(new Verdict(
                    "optimize " + level, outcome, refused.diagnostics().toString(), null));
        }
        NativePolicyEngine original = NativePolicyEngine.of(modules, data, engine);
        NativePolicyEngine optimized = NativePolicyEngine.of(changed, data, engine);
        StringBuilder text = new StringBuilder();
        changed.forEach(module -> text.append("# ")
                .append(module.file().name())
                .append('\n')
                .append(module.file().text()));
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, Solutions> wholes = wholes(original);
        boolean failure = fail(wholes);
        for (String query : queries()) {
            Solutions whole = Objects.requireNonNull(wholes.get(query));
            Solutions rest = solutions(optimized, query);
            // What rules there are is no secret, and a query of all of them shows those that are new. Data and
            // functions are a part of
            // what is optimised, so nothing can stand for them any more; and what is known of types is more than
            // before.
            if (!whole.refused()
                    && !rest.refused()
                    && !query.matches("data|data\\.\\w+\\[.*")
                    && !query.matches(".* with (?!input).*")) {
                verdicts.add(new Verdict(
                        query + " at level " + level,
                        compare(whole, rest, failure),
                        whole + "\n" + rest + "\n" + text,
                        null));
            }
        }
        return verdicts;
    }

    /** What the program itself says to each query. */
    private Map<String, Solutions> wholes(NativePolicyEngine original) {
        return queries().stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), query -> solutions(original, query)));
    }

    private static boolean fail(Map<String, Solutions> wholes) {
        return wholes.values().stream().anyMatch(one -> one.failed() && !one.refused());
    }

    /** @param failure whether the program can fail at all */
    static Outcome compare(Solutions whole, Solutions rest, boolean failure) {
        if (whole.failed()) {
            return rest.failed()
                    ? Outcome.BOTH_FAIL
                    : rest.rows().isEmpty() ? Outcome.FAILS_ALONE : Outcome.HIDES_FAILURE;
        }
        if (rest.failed()) {
            return failure || rest.message().contains("object keys must be unique")
                    ? Outcome.FAILS_INSTEAD
                    : Outcome.WRONG;
        }
        return values(whole).equals(values(rest)) ? Outcome.SAME : Outcome.WRONG;
    }

    /** Equal numbers may be written differently. */
    private static Set<RegoValue> values(Solutions solutions) {
        return solutions.rows().stream().map(JsonReader::read).collect(Collectors.toSet());
    }

    private NativePolicyEngine supported(PartialResult residual) {
        List<Module> all = new ArrayList<>(modules);
        List<SourceFile> files = new ArrayList<>();
        for (String text : residual.support()) {
            files.add(new SourceFile("support-" + files.size() + ".rego", text));
        }
        all.addAll(Sources.modules(files, ParseOptions.DEFAULT.withVersion(RegoVersion.V1)));
        return NativePolicyEngine.of(all, data, EngineOptions.standard().withRevision("residual"));
    }

    /**
     * The solutions of a query: the values of its variables, where all of its expressions hold.
     *
     * @param failed whether the evaluation failed
     * @param refused whether it is no query
     */
    record Solutions(Set<String> rows, boolean failed, boolean refused, String message) {}

    private Solutions solutions(NativePolicyEngine engine, PartialResult residual) {
        Set<String> rows = new TreeSet<>();
        for (PartialResult.Residual query : residual.queries()) {
            if (query.expressions().isEmpty()) {
                rows.add("{}");
                continue;
            }
            Solutions one = solutions(engine, query.text());
            if (one.failed()) {
                return one;
            }
            rows.addAll(one.rows());
        }
        return new Solutions(rows, false, false, "");
    }

    private Solutions solutions(NativePolicyEngine engine, String query) {
        try {
            return switch (engine.prepareQuery(program.ask(query)).evaluate(input(), options())) {
                case QueryResult.Failed failed ->
                    new Solutions(Set.of(), true, false, failed.diagnostics().toString());
                case QueryResult.Rows all -> {
                    Set<String> rows = new TreeSet<>();
                    for (QueryResult.Row row : all.rows()) {
                        if (row.expressions().stream().allMatch(e -> !RegoBoolean.FALSE.equals(e.value()))) {
                            rows.add(bindings(row));
                        }
                    }
                    yield new Solutions(rows, false, false, "");
                }
            };
        } catch (PolicyException refused) {
            return new Solutions(Set.of(), true, true, refused.diagnostics().toString());
        }
    }

    private static String bindings(QueryResult.Row row) {
        RegoObject.Builder bindings = RegoObject.builder();
        row.bindings().forEach((name, value) -> {
            if (!name.startsWith("__local")) {
                bindings.put(dev.writ.policy.value.RegoString.of(name), value);
            }
        });
        return JsonWriter.compact(bindings.build());
    }
}
