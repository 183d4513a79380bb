package dev.writ.policy.lint.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.Project;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.config.ConfigException;
import dev.writ.policy.lint.config.LintConfig;
import dev.writ.policy.lint.config.Selection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Baselines, fixes and the cache: what makes it bearable to lint old and large collections. */
class AdoptionTest {
    /** Those that look at a part of a file; {@code opa-fmt} finds again what others do. */
    private static final List<LintRule> RULES = ShippedRules.all().stream()
            .filter(rule -> !rule.info().id().equals("style/opa-fmt"))
            .toList();

    private static final Linter LINTER = new Linter(RULES, LintConfig.DEFAULT, Selection.NONE, Path.of(""));

    private static final Path B = Path.of("b.json");

    private static SourceInput file(String name, String text) {
        return new SourceInput(name, text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private static LintReport lint(SourceInput... files) {
        return LINTER.lint(List.of(files), Project.Surroundings.NONE);
    }

    @Test
    void aBaselineHidesWhatWasThereWhereverItMoves() {
        Baseline baseline = Baseline.read(
                B,
                Baseline.of(lint(file("p/p.rego", "package p\n\nx = 1\n\ny = 2\n")), B)
                        .text());
        Baseline.Compared compared =
                baseline.compare(lint(file("p/p.rego", "package p\n\n# moved\n\nx = 1\n\nz = 3\n\nx2 = 1\n")));

        assertThat(compared.hidden()).isOne();
        assertThat(compared.gone()).isOne();
        assertThat(compared.report().findings())
                .extracting(finding -> finding.place().text())
                .containsExactly("z = 3", "x2 = 1");
    }

    @Test
    void aBaselineCountsWhatIsEqual() {
        Baseline one = Baseline.of(lint(file("p/p.rego", "package p\n\nx if \"a\" == input.a\n")), B);
        LintReport twice = lint(file("p/p.rego", "package p\n\nx if \"a\" == input.a\nx if \"a\" == input.a\n"));

        assertThat(one.compare(twice).report().findings())
                .extracting(finding -> finding.rule())
                .containsExactlyInAnyOrder("duplicate-rule", "yoda-condition");
    }

    @Test
    void whatIsNoBaselineIsRefused() {
        assertThatThrownBy(() -> Baseline.read(Path.of("b"), "{"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no JSON");
        assertThatThrownBy(() -> Baseline.read(Path.of("b"), "{}"))
                .hasMessage("`b` is no baseline: write one with `--write-baseline`");
        assertThatThrownBy(() -> Baseline.read(Path.of("b"), "{\"version\": 1, \"findings\": [1]}"))
                .hasMessageContaining("has a finding without");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2147483648", "1.5", "1e40"})
    void countsThatAreNoneAreRefused(String count) {
        assertThatThrownBy(() -> Baseline.read(B, """
                {"version": 1, "findings": [{"file": "p", "rule": "a/b", "text": "", "count": %s}]}
                """.formatted(count)))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("from 1 to 2147483647");
    }

    @Test
    void aFileThatIsNoRegoIsNeverKnown() {
        LintReport broken = lint(file("p/p.rego", "package p\n\nx := }\n"));

        assertThat(Baseline.of(broken, B).size()).isZero();
        Baseline old = Baseline.read(B, """
                {"version": 1, "findings": [{"file": "p/p.rego", "rule": "parse/rego-parse-error", "text": "x := }", "count": 9}]}
                """);
        assertThat(old.compare(broken).report().findings()).isNotEmpty();
    }

    @Test
    void filesAreKnownHoweverTheyAreNamed() {
        String text = "package p\n\nx = 1\n";
        Baseline baseline = Baseline.of(lint(file("p/p.rego", text)), Path.of("sub/b.json"));

        assertThat(baseline.text()).contains("\"../p/p.rego\"");
        for (String name : List.of(
                "./p/p.rego",
                "p/../p/p.rego",
                Path.of("p/p.rego").toAbsolutePath().toString())) {
            assertThat(baseline.compare(lint(file(name, text))).report().findings())
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void fixesAreAppliedUntilNothingIsLeft() {
        Mending mending = Mending.of(LINTER, List.of(file("p/p.rego", """
                    package p

                    import data.a as a

                    #why
                    x = 1 if {
                    	regex.match("a\\\\d", a.b)
                    	input.c = "d"
                    }
                    """)), Project.Surroundings.NONE);

        assertThat(mending.texts()).containsEntry("p/p.rego", """
            package p

            import data.a

            # why
            x := 1 if {
            	regex.match(`a\\d`, a.b)
            	input.c == "d"
            }
            """);
        assertThat(mending.applied()).hasSize(5);
        assertThat(mending.report().findings()).isEmpty();
    }

    @Test
    void theFormatterAndTheOthersAgree() {
        Linter all = new Linter(ShippedRules.all(), LintConfig.DEFAULT, Selection.NONE, Path.of(""));
        Mending mending = Mending.of(
                all,
                List.of(file("p/p.rego", "package p\n\n#  x\n#y\nx =   1 { \"a\" = input.c }\n")),
                Project.Surroundings.NONE);

        assertThat(mending.texts().values()).hasSize(1);
        Mending again = Mending.of(
                all,
                List.of(file("p/p.rego", mending.texts().values().iterator().next())),
                Project.Surroundings.NONE);
        assertThat(again.applied()).isEmpty();
        assertThat(again.report().findings())
                .extracting(finding -> finding.rule())
                .doesNotContain("opa-fmt", "use-assignment-operator");
    }

    @Test
    void aTextThatCannotBeReadIsLeftAsItIs() {
        Mending mending =
                Mending.of(LINTER, List.of(file("p/p.rego", "package p\n\nx = }\n")), Project.Surroundings.NONE);

        assertThat(mending.texts()).isEmpty();
        assertThat(mending.report().findings()).hasSize(1);
    }

    @Test
    void theCacheGivesWhatTheLinterGives() {
        SourceInput a = file("a/a.rego", "package a\n\nimport data.b\n\n# METADATA\n# entrypoint: true\nx = b.y\n");
        SourceInput b = file("b/b.rego", "package b\n\ny := 1\n");
        LintCache first = LintCache.empty("1");
        LintReport fresh = LINTER.lint(List.of(a, b), Project.Surroundings.NONE, first);
        LintReport again = LINTER.lint(List.of(a, b), Project.Surroundings.NONE, LintCache.read("1", first.text()));

        assertThat(fresh.findings()).hasSize(1);
        assertThat(again).isEqualTo(fresh);
    }

    @Test
    void theCacheNoticesWhatChangesInOtherFiles() {
        SourceInput a = file("a/a.rego", "package a\n\nimport data.b\n\n# METADATA\n# entrypoint: true\nx := b.y\n");
        LintCache cache = LintCache.empty("1");
        LINTER.lint(List.of(a, file("b/b.rego", "package b\n\ny := 1\n")), Project.Surroundings.NONE, cache);
        LintReport changed = LINTER.lint(
                List.of(a, file("b/b.rego", "package b\n\nz := 1\n")),
                Project.Surroundings.NONE,
                LintCache.read("1", cache.text()));

        assertThat(changed.findings())
                .extracting(finding -> finding.place() + " " + finding.rule())
                .containsExactly("a/a.rego:7:6 unresolved-reference");
    }

    @Test
    void theCacheOfAnotherVersionOrConfigurationIsOfNoUse() {
        SourceInput a = file("a/a.rego", "package a\n\nx = 1\n");
        LintCache cache = LintCache.empty("1");
        LINTER.lint(List.of(a), Project.Surroundings.NONE, cache);
        Linter without = new Linter(
                RULES,
                LintConfig.DEFAULT,
                new Selection(false, false, Set.of(), Set.of(), Set.of(), Set.of("use-assignment-operator")),
                Path.of(""));

        assertThat(without.lint(List.of(a), Project.Surroundings.NONE, LintCache.read("1", cache.text()))
                        .findings())
                .isEmpty();
        assertThat(LintCache.read("2", cache.text()).text()).contains("\"files\":{}");
        assertThat(LintCache.read("1", "{\"version\": \"1\", \"files\": {\"a\": 1}}")
                        .text())
                .contains("\"files\":{}");
        assertThat(LintCache.read("1", "no json").text()).contains("\"files\":{}");
        assertThat(LintCache.read("1", new byte[] {'{', (byte) 0xFF}).text()).contains("\"files\":{}");
    }

    @Test
    void aCacheIsToldFromOtherFiles() {
        byte[] cache = LintCache.empty("1").text().getBytes(StandardCharsets.UTF_8);

        assertThat(LintCache.isCache(cache)).isTrue();
        assertThat(LintCache.isCache(new byte[0])).isTrue();
        assertThat(LintCache.isCache(Arrays.copyOf(cache, 5))).isTrue();
        assertThat(LintCache.isCache("package p\n".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void theCacheNoticesThatARuleWasEdited() {
        SourceInput a = file("a/a.rego", "package a\n");
        LintCache cache = LintCache.empty("1");
        edited("before").lint(List.of(a), Project.Surroundings.NONE, cache);

        assertThat(edited("after")
                        .lint(List.of(a), Project.Surroundings.NONE, LintCache.read("1", cache.text()))
                        .findings())
                .extracting(finding -> finding.message())
                .containsExactly("after");
    }

    private static Linter edited(String text) {
        LintRule rule = new LintRule() {
            @Override
            public RuleInfo info() {
                return RuleInfo.of("acme", "edited", "x");
            }

            @Override
            public String basis() {
                return text;
            }

            @Override
            public void check(Linted module, Sink sink) {
                sink.report(module.packageName().span(), text);
            }
        };
        return new Linter(List.of(rule), LintConfig.DEFAULT, Selection.NONE, Path.of(""));
    }
}
