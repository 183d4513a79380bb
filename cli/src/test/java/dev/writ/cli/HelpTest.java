package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Every command's help text, as people see it. */
class HelpTest {
    @TestFactory
    Stream<DynamicTest> everyHelpTextIsTheGoldenOne() {
        return commands().stream()
                .map(words -> DynamicTest.dynamicTest("writ " + String.join(" ", words), () -> {
                    Cli.Run run = Cli.run(with(words, "--help"));
                    assertThat(run.exit()).isZero();
                    assertThat(run.err()).isEmpty();
                    Golden.check("help-" + (words.isEmpty() ? "writ" : String.join("-", words)) + ".txt", run.out());
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandThatDoesSomethingShowsAnExample() {
        return commands().stream()
                .filter(words ->
                        !words.isEmpty() && find(words).getSubcommands().isEmpty())
                .map(words -> DynamicTest.dynamicTest(
                        String.join(" ", words),
                        () -> assertThat(Cli.run(with(words, "--help")).out())
                                .contains("Example")
                                .contains("  writ " + String.join(" ", words))));
    }

    private static String[] with(List<String> words, String last) {
        return Stream.concat(words.stream(), Stream.of(last)).toArray(String[]::new);
    }

    private static CommandLine root() {
        return WritCommand.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
    }

    private static CommandLine find(List<String> words) {
        CommandLine found = root();
        for (String word : words) {
            found = Objects.requireNonNull(found.getSubcommands().get(word));
        }
        return found;
    }

    private static List<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(root(), List.of(), all);
        return all;
    }

    private static void collect(CommandLine command, List<String> words, List<List<String>> all) {
        all.add(words);
        command.getSubcommands().forEach((name, child) -> {
            List<String> longer = new ArrayList<>(words);
            longer.add(name);
            collect(child, List.copyOf(longer), all);
        });
    }
}
