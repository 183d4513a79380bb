package dev.writ.policy.opaplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.Undefined;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans by hand: what is none is refused with its place, and hostile ones end in an error. */
class PlanReaderTest {

    /** A plan with the entrypoint {@code e} and one function. */
    private static String plan(String entrypoint, String function) {
        return """
            {"static": {"strings": [{"value": "result"}, {"value": "7"}], "files": [{"value": "p.rego"}]},
             "plans": {"plans": [{"name": "e", "blocks": [{"stmts": [%s]}]}]},
             "funcs": {"funcs": [{"name": "f", "params": [0, 1], "return": 2, "blocks": [{"stmts": [%s]}]}]}}\
            """.formatted(entrypoint, function);
    }

    private static String stmt(String type, String members) {
        return "{\"type\": \"" + type + "\", \"stmt\": {" + members + "}}";
    }

    /** Statements that put a local into the result. */
    private static String result(int local) {
        return stmt("MakeObjectStmt", "\"target\": 90") + ","
                + stmt(
                        "ObjectInsertStmt",
                        "\"key\": {\"type\": \"string_index\", \"value\": 0}, \"value\": {\"type\": \"local\","
                                + " \"value\": "
                                + local + "}, \"object\": 90")
                + "," + stmt("ResultSetAddStmt", "\"value\": 90");
    }

    private static PlanPolicyEngine engine(String json) {
        return PlanPolicyEngine.create(
                "p", json.getBytes(StandardCharsets.UTF_8), RegoObject.EMPTY, PlanOptions.standard());
    }

    private static Evaluation evaluate(String json) {
        EvaluationOptions options = EvaluationOptions.standard();
        return engine(json)
                .prepare("e")
                .evaluate(
                        Undefined.UNDEFINED,
                        options.withLimits(options.limits().withSteps(10_000).withCollectionSize(1_000)));
    }

    @Test
    void numbersAreReadUnderBothNames() {
        for (String name : new String[] {"index", "Index"}) {
            Evaluation evaluation = evaluate(
                    plan(stmt("MakeNumberRefStmt", "\"" + name + "\": 1, \"target\": 5") + "," + result(5), ""));
            assertThat(((Evaluation.Defined) evaluation).value()).hasToString("7");
        }
    }

    @Test
    void nestedCollectionsGrowByReference() {
        String statements = String.join(
                ",",
                stmt("MakeArrayStmt", "\"capacity\": 0, \"target\": 5"),
                stmt("MakeArrayStmt", "\"capacity\": 0, \"target\": 6"),
                stmt("ArrayAppendStmt", "\"array\": 5, \"value\": {\"type\": \"local\", \"value\": 6}"),
                stmt("ArrayAppendStmt", "\"array\": 6, \"value\": {\"type\": \"bool\", \"value\": true}"),
                result(5));

        assertThat(((Evaluation.Defined) evaluate(plan(statements, ""))).value())
                .hasToString("[[true]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|`plan` is no object",
                "{\"plans\": 1}|`plan.plans` is no object",
                "{\"plans\": {\"plans\": [{}]}}|`plan.plans` has no `name`",
                "{\"plans\": {\"plans\": [{\"name\": \"e\", \"blocks\": [{\"stmts\": [{\"type\": \"X\", \"stmt\":"
                        + " {}}]}]}]}}|`plan.plans.e.blocks.stmts.X` is a statement of an unknown type",
                "{\"plans\": {\"plans\": [{\"name\": \"e\", \"blocks\": [{\"stmts\": [{\"type\": \"ReturnLocalStmt\","
                        + " \"stmt\": {\"source\": -1}}]}]}]}}|`plan.plans.e.blocks.stmts.ReturnLocalStmt.source` is not a"
                        + " number from 0 to 1048576",
                "{\"plans\": {\"plans\": [{\"name\": \"e\", \"blocks\": [{\"stmts\": [{\"type\":"
                        + " \"MakeNumberRefStmt\", \"stmt\": {\"index\": 0, \"target\":"
                        + " 1}}]}]}]}}|`plan.plans.e.blocks.stmts.MakeNumberRefStmt.index` is not a number from 0 to -1",
                "{\"static\": {\"builtin_funcs\": [{\"name\": \"no.such\"}]}}|calls functions that this engine lacks:"
                        + " `no.such`"
            })
    void whatIsNoPlanIsRefusedWithItsPlace(String json, String message) {
        assertThatThrownBy(() -> engine(json))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(message);
    }

    @Test
    void endlessCallsAndEndlessObjectsEndInAnError() {
        String call = stmt(
                "CallStmt",
                "\"func\": \"f\", \"args\": [{\"type\": \"local\", \"value\": 0}, {\"type\": \"local\", \"value\":"
                        + " 1}], \"result\": 2");
        String self = String.join(
                ",",
                stmt("MakeArrayStmt", "\"capacity\": 0, \"target\": 5"),
                stmt("ArrayAppendStmt", "\"array\": 5, \"value\": {\"type\": \"local\", \"value\": 5}"),
                result(5));

        for (Evaluation evaluation : new Evaluation[] {evaluate(plan(call, call)), evaluate(plan(self, ""))}) {
            assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
            assertThat(((Evaluation.Failed) evaluation).diagnostics().getFirst().code())
                    .isEqualTo(DiagnosticCode.EVAL_LIMIT);
        }
    }

    @Test
    void mutilatedPlansAreRefusedOrRun() {
        long seed = 20_261_125;
        Random random = new Random(seed);
        String whole = plan(
                stmt("MakeNumberRefStmt", "\"index\": 1, \"target\": 5") + ","
                        + stmt("BlockStmt", "\"blocks\": [{\"stmts\": [" + stmt("BreakStmt", "\"index\": 1") + "]}]")
                        + ","
                        + result(5),
                stmt("ReturnLocalStmt", "\"source\": 0"));
        int ran = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, "0123456789{}[]\",:-nullStmt".charAt(random.nextInt(26)));
                    case 2 -> text.insert(at, text.charAt(random.nextInt(text.length())));
                    default -> throw new IllegalStateException("no such edit");
                }
            }
            try {
                PlanPolicyEngine engine = engine(text.toString());
                for (String entrypoint : engine.entrypoints()) {
                    assertThat(engine.prepare(entrypoint).evaluate(Undefined.UNDEFINED))
                            .as("seed %d: %s", seed, text)
                            .isNotNull();
                    ran++;
                }
            } catch (PolicyException refused) {
                assertThat(refused.diagnostics()).isNotEmpty();
            }
        }
        assertThat(ran).as("some of them run").isPositive();
    }
}
