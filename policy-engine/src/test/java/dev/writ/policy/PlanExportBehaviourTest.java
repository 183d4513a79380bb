package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.ast.Module;
import dev.writ.policy.bundle.Bundle;
import dev.writ.policy.bundle.BundleLoader;
import dev.writ.policy.opaplan.PlanExport;
import dev.writ.policy.opaplan.PlanOptions;
import dev.writ.policy.opaplan.PlanPolicyEngine;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The behaviour tables, whose expectations the real OPA confirms, written as plans in OPA's format and read back. OPA itself
 * runs no plans, so the importer, which is tested with OPA's own plans, stands in for their readers.
 */
class PlanExportBehaviourTest {

    /** Plans look base data up by value, so that 2 does not find the key "2" there; OPA's do the same. */
    private static final Set<String> ANOTHER_ANSWER = Set.of("documents: base data are addressed by text");

    static List<BehaviourCase> rows() {
        return BehaviourCase.all().stream()
                .filter(row -> !ANOTHER_ANSWER.contains(row.toString()))
                .filter(row -> row.errorCode() == null || !row.errorCode().startsWith("rego_"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aPlanOfOursGivesTheSame(BehaviourCase row) {
        String input = row.input();
        Evaluation evaluation = evaluate(row).evaluate(input == null ? Undefined.UNDEFINED : Engines.json(input));

        String expected = row.expected();
        if (expected != null) {
            assertThat(evaluation).isInstanceOf(Evaluation.Defined.class);
            assertThat(Engines.asJson(((Evaluation.Defined) evaluation).value()))
                    .isEqualTo(Engines.json(expected));
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

    private static PreparedPolicy evaluate(BehaviourCase row) {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < row.modules().size(); i++) {
            files.add(new SourceFile("test-" + i + ".rego", row.modules().get(i)));
        }
        EngineOptions options = EngineOptions.standard();
        List<Module> modules = Sources.modules(files, options.parse());
        String base = row.data();
        RegoObject data = base == null ? RegoObject.EMPTY : (RegoObject) Engines.json(base);
        byte[] plan = PlanExport.planJson(modules, data, List.of("test"), options);
        return PlanPolicyEngine.create("plan.json", plan, data, PlanOptions.standard())
                .prepare("test");
    }

    @Test
    void theShippedPoliciesDecideAlikeAsAPlan() {
        Bundle bundle = BundleLoader.standard().load(ShippedCase.SOURCES);
        byte[] plan = PlanExport.planJson(
                bundle.modules(), bundle.data(), ShippedCase.entrypoints(), EngineOptions.standard());
        PlanPolicyEngine engine = PlanPolicyEngine.create("plan.json", plan, bundle.data(), PlanOptions.standard());

        for (ShippedCase each : ShippedCase.all()) {
            Evaluation evaluation = engine.prepare(each.entrypoint()).evaluate(each.input());
            assertThat(evaluation).as(each.name()).isInstanceOf(Evaluation.Defined.class);
            assertThat(Engines.asJson(((Evaluation.Defined) evaluation).value()))
                    .as(each.name())
                    .isEqualTo(each.expected());
        }
    }

    @Test
    void anEntrypointWithoutRulesIsRefused() {
        Bundle bundle = BundleLoader.standard().load(ShippedCase.SOURCES);

        assertThatThrownBy(() -> PlanExport.planJson(
                        bundle.modules(), bundle.data(), List.of("no/such"), EngineOptions.standard()))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("no rule is at the entrypoint `no/such`");
    }
}
