package dev.writ.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What can be said of generated programs without OPA; {@code src/fuzz/run} compares them with it. */
class FuzzedProgramsTest {

    private static final int PROGRAMS = 200;

    @Test
    void theSameSeedGivesTheSameProgram() {
        long seed = new Random().nextInt();

        assertThat(ProgramGenerator.generate(seed)).as("seed %d", seed).isEqualTo(ProgramGenerator.generate(seed));
    }

    @Test
    void everyProgramEndsInAnswersOrErrorsOfItsOwn() {
        long seed = Long.getLong("seed", System.nanoTime() & 0xFFFF_FFFFL);
        int answered = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            FuzzProgram program = ProgramGenerator.generate(seed + i);
            if (Verdict.ours(program) instanceof Verdict.Answered verdict) {
                answered++;
                List<String> codes =
                        verdict.answers().stream().map(Verdict.Answer::code).toList();
                assertThat(codes)
                        .as("seed %d: %s", seed + i, program.show())
                        .doesNotContain("eval_internal_error", "eval_limit_error");
            }
        }
        assertThat(answered).as("seed %d", seed).isGreaterThan(PROGRAMS / 3);
    }
}
