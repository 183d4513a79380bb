package dev.writ.policy.lint.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
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
        "lib/*.rego, other/lib/b.rego, false",
        "/lib/, lib/a.rego, true",
        "/lib/, other/lib/b.rego, false",
        "/lib/a.rego, home/x/lib/a.rego, false",
        "./a.rego, b/a.rego, false",
        "**/lib/*.rego, x/y/lib/a.rego, true",
        "lib/**, lib/b/c.rego, true",
        "gen/, gen, false",
        "[ab].rego, x/a.rego, true",
        "[ab].rego, c.rego, false",
        "[!ab].rego, c.rego, true",
        "[!ab].rego, b.rego, false",
        "[a-c]?.rego, b1.rego, true",
        "[]].rego, ].rego, true",
        "a[.-z]b, a/b, false",
        "\\[a].rego, [a].rego, true",
        "'{a,b}.rego', b.rego, true",
        "'{a,b}.rego', 'a,b.rego', false",
        "'a,b.rego', 'a,b.rego', true",
        "'a,b.rego', b.rego, false",
        "p?.rego, pq.rego, true",
        "a.rego, axrego, false",
    })
    void patternsNameFilesInAnyDirectory(String pattern, String file, boolean matches) {
        assertThat(FilePatterns.of(List.of(pattern)).matches(file)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "{a, there is a `{` without `}`",
        "a}, there is a `}` without `{`",
        "[a, there is a `[` without `]`",
        "[z-a], the range `z-a` is empty",
        "a\\, nothing follows its last `\\`",
    })
    void whatIsNoPatternIsRefused(String pattern, String problem) {
        assertThatThrownBy(() -> FilePatterns.of(List.of(pattern)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("`" + pattern + "` is no pattern of files: " + problem);
    }

    @Test
    void aListIsSplitAtCommasOutsideOfBraces() {
        assertThat(FilePatterns.split("a,{b,c}/,d")).containsExactly("a", "{b,c}/", "d");
    }
}
