package dev.writ.policy.lint.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.RuleInfo;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final RuleInfo RULE = RuleInfo.of("style", "line-length", "x");

    private static Level level(Selection selection, Level configured) {
        return selection.level(RULE, configured);
    }

    @Test
    void withoutSwitchesTheConfigurationCounts() {
        assertThat(level(Selection.NONE, Level.WARNING)).isEqualTo(Level.WARNING);
    }

    @Test
    void aRuleCountsMoreThanItsCategoryAndThatMoreThanAll() {
        assertThat(level(new Selection(false, true, Set.of("style"), Set.of(), Set.of(), Set.of()), Level.ERROR))
                .isEqualTo(Level.ERROR);
        assertThat(level(
                        new Selection(false, false, Set.of(), Set.of("style"), Set.of("line-length"), Set.of()),
                        Level.ERROR))
                .isEqualTo(Level.ERROR);
        assertThat(level(
                        new Selection(true, false, Set.of("style"), Set.of(), Set.of(), Set.of("style/line-length")),
                        Level.ERROR))
                .isEqualTo(Level.IGNORE);
        assertThat(level(new Selection(true, false, Set.of(), Set.of("style"), Set.of(), Set.of()), Level.ERROR))
                .isEqualTo(Level.IGNORE);
        assertThat(level(new Selection(false, true, Set.of(), Set.of(), Set.of(), Set.of()), Level.ERROR))
                .isEqualTo(Level.IGNORE);
    }

    @Test
    void whatIsSwitchedOnGivesErrorsUnlessTheConfigurationSaysWarnings() {
        Selection on = new Selection(true, false, Set.of(), Set.of(), Set.of(), Set.of());

        assertThat(level(on, Level.IGNORE)).isEqualTo(Level.ERROR);
        assertThat(level(on, Level.WARNING)).isEqualTo(Level.WARNING);
    }
}
