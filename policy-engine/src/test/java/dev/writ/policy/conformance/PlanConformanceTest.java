package dev.writ.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.check.CheckOptions;
import dev.writ.policy.opaplan.PlanExport;
import dev.writ.policy.opaplan.PlanOptions;
import dev.writ.policy.opaplan.PlanPolicyEngine;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Those of OPA's cases that ask for one document, written as plans in OPA's format and run by the import of plans. Messages are
 * not compared: the places in a plan are text. Skipped aloud where there is no Go to export the cases.
 */
class PlanConformanceTest {

    private static final Pattern DOCUMENT = Pattern.compile("data\\.([A-Za-z0-9_.]+) = x");

    /** What the format cannot say, or a plan does not see; docs/rego.md says why. */
    private static final Set<String> EXCEPTIONS =
            Set.of("planner-ir/test-call-dynamic.yaml#7", "refheads/test-generic-refs.yaml#8");

    @Test
    void v1() throws IOException, InterruptedException {
        compare("v1", RegoVersion.V1, 2_200);
    }

    @Test
    void v0() throws IOException, InterruptedException {
        compare("v0", RegoVersion.V0, 1_900);
    }

    private static void compare(String suite, RegoVersion version, int atLeast)
            throws IOException, InterruptedException {
        Optional<Path> folder = CaseFiles.folder();
        Assumptions.assumeTrue(folder.isPresent(), "skipped: there is no Go to export the cases");
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (RegoObject fields : CaseFiles.read(folder.orElseThrow(), suite)) {
            EvaluationCase one = new EvaluationCase(version, fields);
            Matcher query = DOCUMENT.matcher(fields.get("query") instanceof RegoString text ? text.value() : "");
            boolean excepted = EXCEPTIONS.stream().anyMatch(one.id()::endsWith);
            if (excepted || !query.matches() || fields.get("input_term") != null || callsWhatIsMissing(fields)) {
                continue;
            }
            compared++;
            String failure = failure(one, query.group(1).replace('.', '/'));
            if (failure != null) {
                wrong.add(one.id() + " " + one.note() + ": " + failure);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(compared).as("cases that were compared").isGreaterThan(atLeast);
    }

    /** A function without an implementation is the business of {@code ConformanceTest}. */
    private static boolean callsWhatIsMissing(RegoObject fields) {
        String modules = String.valueOf(fields.get("modules"));
        return SuiteBuiltins.registry().notImplemented().stream().anyMatch(modules::contains);
    }

    private static @Nullable String failure(EvaluationCase one, String entrypoint) {
        RegoObject fields = one.fields();
        Evaluation evaluation;
        try {
            evaluation = evaluate(one, entrypoint);
        } catch (PolicyException refused) {
            return expectsError(fields) ? null : "refused: " + refused.getMessage();
        }
        return switch (evaluation) {
            case Evaluation.Failed failed -> {
                String code = failed.diagnostics().getFirst().code().code();
                boolean same = !(fields.get("want_error_code") instanceof RegoString wanted)
                        || wanted.value().equals(code);
                yield expectsError(fields) && same ? null : "failed: " + failed.diagnostics();
            }
            case Evaluation.Undefined ignored ->
                !expectsError(fields) && wanted(fields).isEmpty() ? null : "is undefined";
            case Evaluation.Defined defined -> {
                RegoValue value = ordered(JsonReader.read(JsonWriter.compact(defined.value())), fields);
                List<RegoValue> wanted = wanted(fields);
                boolean same = wanted.size() == 1
                        && wanted.getFirst() instanceof RegoObject row
                        && ordered(Objects.requireNonNull(row.get("x")), fields).equals(value);
                yield !expectsError(fields) && same ? null : "got " + value + ", expected " + wanted;
            }
        };
    }

    private static boolean expectsError(RegoObject fields) {
        return fields.get("want_error") != null || fields.get("want_error_code") != null;
    }

    private static List<RegoValue> wanted(RegoObject fields) {
        return fields.get("want_result") instanceof RegoArray rows ? rows.toList() : List.of();
    }

    private static RegoValue ordered(RegoValue value, RegoObject fields) {
        return value instanceof RegoArray array && RegoBoolean.TRUE.equals(fields.get("sort_bindings"))
                ? RegoArray.of(array.toList().stream().sorted().toList())
                : value;
    }

    private static Evaluation evaluate(EvaluationCase one, String entrypoint) {
        RegoObject fields = one.fields();
        EngineOptions options = EngineOptions.standard()
                .withVersion(one.version())
                .withBuiltins(SuiteBuiltins.registry())
                .withCheck(CheckOptions.DEFAULT.withDataMayHideRules(true));
        List<Module> modules = new ArrayList<>();
        if (fields.get("modules") instanceof RegoArray sources) {
            for (RegoValue source : sources) {
                SourceFile file = new SourceFile("test-" + modules.size() + ".rego", ((RegoString) source).value());
                var parsed = RegoParser.module(file, options.parse());
                if (parsed.result() == null) {
                    throw new PolicyException(parsed.diagnostics());
                }
                modules.add(Objects.requireNonNull(parsed.result()));
            }
        }
        RegoObject data = fields.get("data") instanceof RegoObject object ? object : RegoObject.EMPTY;
        byte[] plan = PlanExport.planJson(modules, data, List.of(entrypoint), options);
        RegoValue input = fields.get("input");
        Maybe given = input == null ? Undefined.UNDEFINED : input;
        boolean strict = RegoBoolean.TRUE.equals(fields.get("strict_error"));
        try (PlanPolicyEngine engine = PlanPolicyEngine.create(
                "plan.json", plan, data, new PlanOptions(SuiteBuiltins.registry(), Optional.empty()))) {
            return engine.prepare(entrypoint)
                    .evaluate(given, EvaluationOptions.standard().withStrictBuiltinErrors(strict));
        }
    }
}
