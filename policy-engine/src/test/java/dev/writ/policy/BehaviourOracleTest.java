package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the behaviour tables honest: the real OPA must give what they say. Skipped aloud where there is no OPA. */
class BehaviourOracleTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void needsOpa() {
        Assumptions.assumeTrue(Opa.isInstalled(), "skipped: opa 1.22 is not on the path");
    }

    static List<BehaviourCase> rows() {
        return BehaviourCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void opaSaysTheSame(BehaviourCase row) throws IOException, InterruptedException {
        RegoObject answer = Opa.eval(folder, row.modules(), row.data(), row.input(), "data.test");

        String expected = row.expected();
        if (expected != null) {
            assertThat(value(answer)).isEqualTo(Engines.json(expected));
        } else {
            RegoArray errors = (RegoArray) Objects.requireNonNull(answer.get("errors"), answer::toString);
            RegoObject first = (RegoObject) errors.get(0);
            assertThat(first.get("code")).isEqualTo(Engines.json("\"" + row.errorCode() + "\""));
        }
    }

    private static RegoValue value(RegoObject answer) {
        RegoArray result = (RegoArray) Objects.requireNonNull(answer.get("result"), answer::toString);
        RegoArray expressions = (RegoArray) Objects.requireNonNull(((RegoObject) result.get(0)).get("expressions"));
        return Objects.requireNonNull(((RegoObject) expressions.get(0)).get("value"));
    }
}
