package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The behaviour tables, row by row. {@code BehaviourOracleTest} holds the real OPA against the same rows. */
class BehaviourTest {

    static List<BehaviourCase> rows() {
        return BehaviourCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void comesOutAsWritten(BehaviourCase row) {
        Evaluation evaluation = evaluate(row);

        String expected = row.expected();
        if (expected != null) {
            assertThat(evaluation).isInstanceOf(Evaluation.Defined.class);
            RegoValue value = ((Evaluation.Defined) evaluation).value();
            assertThat(Engines.asJson(value)).isEqualTo(Engines.json(expected));
        } else {
            assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
            assertError(row, ((Evaluation.Failed) evaluation).diagnostics().getFirst());
        }
    }

    private static Evaluation evaluate(BehaviourCase row) {
        String data = row.data();
        String input = row.input();
        try {
            PolicyEngine engine = Engines.engine(data == null ? "{}" : data, row.modules());
            Maybe document = input == null ? Undefined.UNDEFINED : Engines.json(input);
            return engine.prepare("test").evaluate(document);
        } catch (PolicyException refused) {
            return new Evaluation.Failed(refused.diagnostics(), new EvaluationStatistics(0, 0));
        }
    }

    private static void assertError(BehaviourCase row, Diagnostic diagnostic) {
        assertThat(diagnostic.code().code()).as(diagnostic.toString()).isEqualTo(row.errorCode());
        if (!row.errorPlace().isEmpty()) {
            Span span = Objects.requireNonNull(diagnostic.span(), "an error with a place");
            assertThat(span.line() + ":" + span.column()).isEqualTo(row.errorPlace());
        }
        if (!row.errorMessage().isEmpty()) {
            assertThat(diagnostic.message()).isEqualTo(row.errorMessage());
        }
    }
}
