package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated programs against the real OPA. The seed is printed; {@code -Dseed=} repeats a run and {@code -Dprograms=}
 * makes it longer. Skipped aloud where there is no OPA.
 */
class GeneratedProgramsTest {

    @TempDir
    Path folder;

    @Test
    void opaGivesTheSameDocuments() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Opa.isInstalled(), "skipped: opa 1.22 is not on the path");
        long seed = Long.getLong("seed", System.nanoTime());
        int programs = Integer.getInteger("programs", 150);
        Random random = new Random(seed);
        List<String> modules = new ArrayList<>();
        for (int i = 0; i < programs; i++) {
            String module = GeneratedProgram.generate(random, i);
            if (isAccepted(module)) {
                modules.add(module);
            }
        }
        assertThat(modules).as("seed %d", seed).hasSizeGreaterThan(programs / 2);

        RegoObject ours = document(modules);
        RegoObject theirs = theirs(modules, seed);

        assertThat(ours.size()).as("seed %d", seed).isEqualTo(modules.size());
        ours.forEach((name, document) -> assertThat(Engines.asJson(document))
                .as("seed %d: %s", seed, module(modules, (RegoString) name))
                .isEqualTo(theirs.get(name)));
    }

    /** Programs that declare what they do not use are errors in both; they are left out. */
    private static boolean isAccepted(String module) {
        try {
            Engines.engine(module);
            return true;
        } catch (PolicyException refused) {
            return false;
        }
    }

    private static RegoObject document(List<String> modules) {
        Evaluation evaluation =
                Engines.engine("{}", modules).prepare("gen").evaluate(Engines.json(GeneratedProgram.INPUT));
        assertThat(evaluation).isInstanceOf(Evaluation.Defined.class);
        return (RegoObject) ((Evaluation.Defined) evaluation).value();
    }

    private RegoObject theirs(List<String> modules, long seed) throws IOException, InterruptedException {
        RegoObject answer = Opa.eval(folder, modules, null, GeneratedProgram.INPUT, "data.gen");
        RegoValue result = Objects.requireNonNull(answer.get("result"), () -> "seed " + seed + ": " + answer);
        RegoValue expressions = Objects.requireNonNull(((RegoObject) ((RegoArray) result).get(0)).get("expressions"));
        RegoObject first = (RegoObject) ((RegoArray) expressions).get(0);
        return (RegoObject) Objects.requireNonNull(first.get("value"));
    }

    private static String module(List<String> modules, RegoString name) {
        return modules.stream()
                .filter(module -> module.startsWith("package gen." + name.value() + "\n"))
                .findFirst()
                .orElse("?");
    }
}
