package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.opaplan.PlanOptions;
import dev.writ.policy.opaplan.PlanPolicyEngine;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The behaviour tables, planned by the real OPA and run by the import of plans: what the tables say must come out. Skipped
 * aloud where there is no OPA.
 */
class PlanBehaviourTest {

    /** What `opa build` refuses, although `opa eval` runs it: its checks see the modules a second time, rewritten. */
    private static final Set<String> NOT_BUILT = Set.of(
            "functions: functions of other packages are called by path or import",
            "documents: open paths go through arrays, sets and partial rules",
            "with: a replacing function sees the function it replaces");

    /**
     * OPA's plans look base data up by value, so that 2 does not find the key "2" there; and where its evaluator holds
     * `v = {v}` for true, its plans do not. They compute comprehensions where they stand, and not behind references.
     */
    private static final Set<String> ANOTHER_ANSWER = Set.of(
            "documents: base data are addressed by text",
            "bodies: a set around the variable that it is compared with",
            "bodies: references come before the comprehensions beside them");

    @TempDir
    Path folder;

    @BeforeAll
    static void needsOpa() {
        RealOpa.needed();
    }

    static List<BehaviourCase> rows() {
        return BehaviourCase.all().stream()
                .filter(row -> !NOT_BUILT.contains(row.toString()) && !ANOTHER_ANSWER.contains(row.toString()))
                .filter(row -> row.errorCode() == null || !row.errorCode().startsWith("rego_"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aPlanOfOpaGivesTheSame(BehaviourCase row) {
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < row.modules().size(); i++) {
            OpaServer.write(folder, "test-" + i + ".rego", row.modules().get(i));
            sources.add("test-" + i + ".rego");
        }
        String data = row.data();
        if (data != null) {
            OpaServer.write(folder, "data.json", data);
            sources.add("data.json");
        }
        Path bundle = RealOpa.build(folder, "plan", List.of("test"), sources);
        String input = row.input();
        Evaluation evaluation = PlanPolicyEngine.load(bundle, PlanOptions.standard())
                .prepare("test")
                .evaluate(input == null ? Undefined.UNDEFINED : Engines.json(input));

        String expected = row.expected();
        if (expected != null) {
            assertThat(evaluation).isInstanceOf(Evaluation.Defined.class);
            RegoValue value = ((Evaluation.Defined) evaluation).value();
            assertThat(Engines.asJson(value)).isEqualTo(Engines.json(expected));
        } else {
            assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
            assertThat(((Evaluation.Failed) evaluation)
                            .diagnostics()
                            .getFirst()
                            .code()
                            .code())
                    .isEqualTo(row.errorCode());
        }
    }
}
