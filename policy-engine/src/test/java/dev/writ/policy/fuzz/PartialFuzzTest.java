package dev.writ.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Residuals of random programs, and optimised programs, hold exactly where the programs do. */
class PartialFuzzTest {

    private static final int PROGRAMS = Integer.getInteger("programs", 100);

    @Test
    void whatIsMadeOfAProgramHasItsSolutions() {
        long seed = Long.getLong("seed", System.nanoTime() & 0xFFFF_FFFFL);
        Map<PartialCase.Outcome, Integer> outcomes = new EnumMap<>(PartialCase.Outcome.class);
        for (int i = 0; i < PROGRAMS; i++) {
            FuzzProgram program = ProgramGenerator.generate(seed + i);
            PartialCase one = PartialCase.of(program, seed + i);
            if (one == null) {
                continue;
            }
            List<PartialCase.Verdict> verdicts = new ArrayList<>(one.verdicts());
            verdicts.addAll(one.optimized(1));
            verdicts.addAll(one.optimized(2));
            for (PartialCase.Verdict verdict : verdicts) {
                outcomes.merge(verdict.outcome(), 1, Integer::sum);
                assertThat(verdict.outcome())
                        .as(
                                "seed %d, unknown %s, query %s%n%s%n%s",
                                seed + i, one.unknowns(), verdict.query(), program.show(), verdict.details())
                        .isNotEqualTo(PartialCase.Outcome.WRONG);
            }
        }
        System.out.printf("partial: seed %d, %s%n", seed, outcomes);
        assertThat(outcomes.getOrDefault(PartialCase.Outcome.SAME, 0))
                .as("seed %d: %s", seed, outcomes)
                .isGreaterThan(outcomes.getOrDefault(PartialCase.Outcome.REFUSED, 0));
    }
}
