package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.policy.Evaluation;
import dev.writ.policy.opaplan.PlanOptions;
import dev.writ.policy.opaplan.PlanPolicyEngine;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.Undefined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plan bundles of {@code writ build}: the real OPA reads the bundle, and the plan answers as OPA does. */
class PlanBundlesTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void files() throws IOException {
        Files.writeString(
                folder.resolve("p.rego"),
                "package p\n\nnames contains n if some n in data.people\n\nfirst := sort(names)[0]\n");
        Files.writeString(folder.resolve("data.json"), "{\"people\": [\"b\", \"a\"]}");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void thePlanAnswersAsOpaDoes() throws IOException, InterruptedException {
        OpaOracle.assumeInstalled(PlanBundlesTest.class);
        OpaOracle oracle = new OpaOracle(folder);
        List<String> files = List.of(path("p.rego"), path("data.json"));
        Cli.Run built = oracle.writ(
                "build", List.of("-t", "plan", "-e", "p/first", "-o", path("plan.tar.gz"), files.get(0), files.get(1)));
        assertThat(built.err()).isEmpty();

        try (PlanPolicyEngine engine = PlanPolicyEngine.load(folder.resolve("plan.tar.gz"), PlanOptions.standard())) {
            Evaluation evaluation = engine.prepare("p/first").evaluate(Undefined.UNDEFINED);
            String answer = oracle.opa("eval", List.of("-b", path("plan.tar.gz"), "-f", "raw", "data.p.first"))
                    .out();

            assertThat(engine.entrypoints()).containsExactly("p/first");
            assertThat(((Evaluation.Defined) evaluation).value())
                    .isEqualTo(JsonReader.read("\"" + answer.strip() + "\""));
        }
    }

    @Test
    void aPlanNeedsEntrypointsThatExist() {
        OpaOracle oracle = new OpaOracle(folder);
        Cli.Run none = oracle.writ("build", List.of("-t", "plan", "-o", path("x.tar.gz"), path("p.rego")));
        Cli.Run unknown =
                oracle.writ("build", List.of("-t", "plan", "-e", "p/no", "-o", path("x.tar.gz"), path("p.rego")));

        assertThat(none.exit()).isNotZero();
        assertThat(none.err()).contains("name at least one with `--entrypoint`");
        assertThat(unknown.exit()).isNotZero();
        assertThat(unknown.err()).contains("no rule is at the entrypoint `p/no`");
        assertThat(folder.resolve("x.tar.gz")).doesNotExist();
    }

    @Test
    void webAssemblyIsLeftToOpa() {
        Cli.Run run = new OpaOracle(folder)
                .writ("build", List.of("-t", "wasm", "-e", "p/first", "-o", path("x.tar.gz"), path("p.rego")));

        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("use `opa build -t wasm`");
        assertThat(folder.resolve("x.tar.gz")).doesNotExist();
    }
}
