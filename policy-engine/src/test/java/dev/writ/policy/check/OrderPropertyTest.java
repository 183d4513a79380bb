package dev.writ.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order in which the lines of a body are written does not change what it means. */
class OrderPropertyTest {
    private static final RegoValue INPUT =
            JsonReader.read("{\"xs\": [1, 2, 3], \"o\": {\"a\": 1, \"b\": 2}, \"n\": 2, \"s\": \"b\"}");

    @Test
    void reorderedBodiesMeanTheSame() {
        for (long seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            List<String> lines = body(random);
            String expected = evaluate(lines, seed);
            for (int i = 0; i < 3; i++) {
                List<String> shuffled = new ArrayList<>(lines);
                Collections.shuffle(shuffled, random);
                assertThat(evaluate(shuffled, seed))
                        .as("seed %d: %s as %s", seed, lines, shuffled)
                        .isEqualTo(expected);
            }
        }
    }

    /** Lines that are safe in the order in which they are made; {@code =} only, so that every order is legal. */
    private static List<String> body(Random random) {
        List<String> known = new ArrayList<>(List.of("input.n"));
        List<String> lines = new ArrayList<>();
        int count = 2 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            String fresh = "v" + i;
            String old = known.get(random.nextInt(known.size()));
            lines.add(
                    switch (random.nextInt(12)) {
                        case 0 -> fresh + " = input.xs[_]";
                        case 1 -> "input.o[" + fresh + "_k] = " + fresh;
                        case 2 -> fresh + " = " + old + " + 1";
                        case 3 -> "[" + fresh + ", _] = [" + old + ", 1]";
                        case 4 -> fresh + " = [y | y = input.xs[_]; y > " + old + "][_]";
                        case 5 -> "plus(" + old + ", 2, " + fresh + ")";
                        case 6 -> fresh + " = count({z | z = input.xs[_]; z != " + old + "})";
                        case 7 -> fresh + " = f(" + old + ")";
                        case 8 -> fresh + " = " + old + "; not " + fresh + " == 7";
                        case 9 -> fresh + " = " + old + "; every e in input.xs { e + " + fresh + " > 0 }";
                        case 10 -> "{\"k\": " + fresh + "} = {\"k\": " + old + "}";
                        default -> fresh + " = input.q with input.q as " + old;
                    });
            known.add(fresh);
        }
        lines.add("r = [" + String.join(", ", known.subList(1, known.size())) + "]");
        List<String> single = new ArrayList<>();
        lines.forEach(line -> single.addAll(List.of(line.split("; (?=not|every)"))));
        return single;
    }

    private static String evaluate(List<String> lines, long seed) {
        String module = "package t\nf(x) := x * 2\np contains r if {\n" + String.join("\n", lines) + "\n}\n";
        assertThat(Sources.lines(Sources.check(module).diagnostics()))
                .as("seed %d:\n%s", seed, module)
                .isEmpty();
        NativePolicyEngine engine = NativePolicyEngine.create(
                List.of(new SourceFile("a.rego", module)), RegoObject.EMPTY, EngineOptions.standard());
        QueryResult result = engine.prepareQuery(Query.of("data.t.p")).evaluate(INPUT);
        assertThat(result).as("seed %d:\n%s", seed, module).isInstanceOf(QueryResult.Rows.class);
        return ((QueryResult.Rows) result)
                .rows().stream()
                        .map(row -> row.expressions().getFirst().value().toString())
                        .toList()
                        .toString();
    }
}
