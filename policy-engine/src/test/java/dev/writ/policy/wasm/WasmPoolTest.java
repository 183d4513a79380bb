package dev.writ.policy.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.Engines;
import dev.writ.policy.Evaluation;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.RealOpa;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads, few instances: each caller gets the answer to its own question. */
class WasmPoolTest {

    private static final int THREADS = 32;
    private static final int QUESTIONS = 60;

    @TempDir
    Path folder;

    @BeforeAll
    static void needsOpa() {
        RealOpa.needed();
    }

    private WasmPolicyEngine engine(int instances) throws IOException {
        String module = """
            package test

            answer := {"name": sprintf("%s-%d", [input.name, data.offset + input.number]), "all": {input.number, data.offset}}

            conflict := 1 if input.number
            conflict := 2 if input.name
            """;
        Path bundle =
                RealOpa.build(folder, "wasm", List.of("test/answer", "test/conflict"), module, "{\"offset\": 1000}");
        return WasmPolicyEngine.load(bundle, WasmOptions.standard().withInstances(instances));
    }

    private static RegoValue question(String name, int number) {
        return RegoObject.of(Map.of("name", RegoString.of(name), "number", RegoNumber.of(number)));
    }

    @Test
    void everyThreadGetsItsOwnAnswer() throws IOException, InterruptedException, ExecutionException {
        try (WasmPolicyEngine engine = engine(3);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            PreparedPolicy answer = engine.prepare("test/answer");
            PreparedPolicy conflict = engine.prepare("test/conflict");
            List<Callable<Integer>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String name = "thread " + thread;
                work.add(() -> ask(answer, conflict, name));
            }
            int asked = 0;
            for (Future<Integer> done : threads.invokeAll(work)) {
                asked += done.get();
            }

            assertThat(asked).isEqualTo(THREADS * QUESTIONS);
            assertThat(engine.idleInstances()).isBetween(1, 3);
        }
    }

    private static int ask(PreparedPolicy answer, PreparedPolicy conflict, String name) {
        for (int i = 0; i < QUESTIONS; i++) {
            Evaluation evaluation = answer.evaluate(question(name, i));
            assertThat(evaluation).isInstanceOf(Evaluation.Defined.class);
            assertThat(((Evaluation.Defined) evaluation).value().toString())
                    .isEqualTo("{\"all\": {" + i + ", 1000}, \"name\": \"" + name + "-" + (1000 + i) + "\"}");
            if (i % 20 == 0) {
                assertThat(conflict.evaluate(question(name, i))).isInstanceOf(Evaluation.Failed.class);
            }
        }
        return QUESTIONS;
    }

    @Test
    void aClosedEngineSaysSo() throws IOException {
        WasmPolicyEngine engine = engine(2);
        PreparedPolicy answer = engine.prepare("test/answer");
        assertThat(answer.evaluate(question("a", 1))).isInstanceOf(Evaluation.Defined.class);

        engine.close();
        Evaluation after = answer.evaluate(Engines.json("{}"));

        assertThat(after).isInstanceOf(Evaluation.Failed.class);
        assertThat(((Evaluation.Failed) after).diagnostics().getFirst().code()).isEqualTo(DiagnosticCode.EVAL_INTERNAL);
        assertThat(((Evaluation.Failed) after).diagnostics().getFirst().message())
                .isEqualTo("the engine is closed");
        assertThat(engine.idleInstances()).isZero();
    }
}
