package dev.writ.policy.lint.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineBuildTest {
    @Test
    void aBuildIsToldByItsContent() {
        assertThat(EngineBuild.identity()).matches("[0-9a-f]{64}").isEqualTo(EngineBuild.identity());
    }
}
