package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One engine, many virtual threads: everybody gets the answer to their own input. */
class ConcurrentEvaluationTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = 200;

    @Test
    void evaluationsDoNotSeeEachOther() throws InterruptedException, ExecutionException {
        PolicyEngine engine = Engines.engine("{\"limits\": {\"a\": 3, \"b\": 7}}", List.of("""
                package test
                default allow := false
                allow if { input.n < data.limits[input.kind]; squares[input.n] == input.n * input.n }
                squares[x] := y if { some x in numbers.range(0, 20); y := square(x) }
                square(x) := x * x
                seen := {"n": input.n, "words": [w | some w in split(input.text, " ")]}
                other := n if { m := input.n + 1; n := seen.n with input.n as m }
                matched if regex.match(sprintf("^%d$", [input.n]), sprintf("%d", [input.n]))
                """));
        PreparedPolicy policy = engine.prepare("test");
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Integer>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < THREADS; thread++) {
                int base = thread;
                results.add(threads.submit(() -> {
                    start.await();
                    int wrong = 0;
                    for (int round = 0; round < ROUNDS; round++) {
                        wrong += isRight(policy, (base + round) % 10) ? 0 : 1;
                    }
                    return wrong;
                }));
            }
        }
        for (Future<Integer> result : results) {
            assertThat(result.get()).isZero();
        }
    }

    private static boolean isRight(PreparedPolicy policy, int n) {
        String kind = n % 2 == 0 ? "a" : "b";
        RegoValue input = Engines.json("{\"n\": %d, \"kind\": \"%s\", \"text\": \"x%d y\"}".formatted(n, kind, n));
        Evaluation evaluation = policy.evaluate(input);
        if (!(evaluation instanceof Evaluation.Defined defined)) {
            return false;
        }
        boolean allow = n < (n % 2 == 0 ? 3 : 7);
        RegoValue document = Engines.asJson(defined.value());
        String shown = document.toString();
        return shown.contains("\"allow\": " + allow)
                && shown.contains("\"seen\": {\"n\": " + n + ", \"words\": [\"x" + n + "\", \"y\"]}")
                && shown.contains("\"other\": " + (n + 1))
                && shown.contains("\"matched\": true");
    }
}
