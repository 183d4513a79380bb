package dev.writ.policy.lint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.RuleInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page of every rule: what it says to avoid is found, what it says to prefer is not. */
class RulePagesTest {
    private static final Path PAGES = Path.of("..", "docs", "lint");
    private static final Pattern EXAMPLE =
            Pattern.compile("^## (Avoid|Prefer)\n\n```rego\n(.*?)\n```$", Pattern.MULTILINE | Pattern.DOTALL);

    private record Example(boolean avoid, String text) {}

    @TestFactory
    Stream<DynamicTest> everyPageKeepsItsPromise() {
        return ShippedRules.all().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.info().id(), () -> check(rule)));
    }

    private static void check(LintRule rule) throws IOException {
        RuleInfo info = rule.info();
        List<Example> examples = examples(page(info));

        assertThat(examples)
                .extracting(Example::avoid)
                .as("examples of both kinds")
                .contains(true, false);
        for (Example example : examples) {
            List<Finding> findings =
                    RuleTester.of(rule).run(example.text() + "\n").findings();
            if (example.avoid()) {
                assertThat(findings).as(example.text()).isNotEmpty();
            } else {
                assertThat(findings).as(example.text()).isEmpty();
            }
        }
    }

    @Test
    void everyPageBelongsToARule() throws IOException {
        List<String> ids =
                ShippedRules.all().stream().map(rule -> rule.info().id()).toList();
        try (Stream<Path> files = Files.walk(PAGES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".md"))
                            .map(file -> PAGES.relativize(file).toString().replace(".md", ""))
                            .filter(id -> id.contains("/") && !id.startsWith(ReadModule.CATEGORY)))
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void everyPageNamesTheOptions() throws IOException {
        for (LintRule rule : ShippedRules.all()) {
            String page = page(rule.info());
            rule.info().options().keySet().forEach(option -> assertThat(page).contains("| `" + option + "` |"));
        }
    }

    @Test
    void filesThatAreNoRegoHaveAPageToo() {
        assertThat(PAGES.resolve(ReadModule.CATEGORY).resolve(ReadModule.RULE + ".md"))
                .exists();
    }

    private static String page(RuleInfo info) throws IOException {
        return Files.readString(PAGES.resolve(info.category()).resolve(info.name() + ".md"));
    }

    private static List<Example> examples(String page) {
        List<Example> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(page);
        while (matcher.find()) {
            examples.add(new Example(matcher.group(1).equals("Avoid"), matcher.group(2)));
        }
        return examples;
    }
}
