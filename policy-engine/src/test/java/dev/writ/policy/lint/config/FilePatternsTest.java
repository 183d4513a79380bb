package dev.writ.policy.lint.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternsTest {
    @ParameterizedTest
    @CsvSource({
        "*_test.rego, a/b_test.rego, true",
        "*_test.rego, ./b_test.rego, true",
        "*_test.rego, b.rego, false",
        "scratch.rego, a/scratch.rego, true",
        "scratch.rego, a/no_scratch.rego, false",
        "gen/, a/gen/b/c.rego, true",
        "gen, gen/c.rego, true",
        "gen/, agen/c.rego, false",
        "lib/*.rego, lib/a.rego, true",
        "lib/*.rego, lib/b/a.rego, false",
        "lib/**/*.rego, lib/b/c/a.rego, true",
        "/lib/a.rego, /home/x/lib/a.rego, true",
        "p?.rego, pq.rego, true",
        "a.rego, axrego, false",
    })
    void patternsNameFilesInAnyDirectory(String pattern, String file, boolean matches) {
        assertThat(FilePatterns.of(List.of(pattern)).matches(file)).isEqualTo(matches);
    }
}
