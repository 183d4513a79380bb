package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.policy.value.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code eval --partial} and {@code build --optimize} beside the real OPA. */
class PartialFlagsTest {

    private static final String POLICY = """
            package p

            default allow := false

            allow if {
            	input.method == "GET"
            	input.user == data.users[_]
            }

            allow if {
            	is_admin
            	not blocked
            }

            is_admin if input.role == "admin"

            blocked if {
            	input.age < limit
            	startswith(input.path, "/secret")
            }

            limit := 18

            default open := false

            open if input.z

            names contains n if {
            	n := input.names[_]
            	n != limit
            }

            # METADATA
            # title: what follows another rule
            level := 1 if is_admin

            else := 2 if allow
            """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("p.rego"), POLICY);
        Files.writeString(folder.resolve("data.json"), "{\"users\": [\"a\", \"b\"]}");
    }

    static Stream<List<String>> sameAsOpa() {
        return Stream.of(
                List.of("data.p.is_admin"),
                List.of("data.p.open"),
                List.of("data.p.blocked"),
                List.of("data.p.allow == true"),
                List.of("data.p.is_admin; input.x = y"),
                List.of("1 == 2"),
                List.of("1 == 1"),
                List.of("-u", "input.role", "-u", "data.users", "data.p.is_admin"),
                List.of("--disable-inlining", "data.p.is_admin", "data.p.is_admin"));
    }

    @ParameterizedTest
    @MethodSource("sameAsOpa")
    void whatIsLeftIsPrintedAsOpaPrintsIt(List<String> arguments) throws IOException, InterruptedException {
        OpaOracle.assumeInstalled(PartialFlagsTest.class);
        OpaOracle oracle = new OpaOracle(folder);
        for (String format : List.of("json", "pretty", "source")) {
            List<String> all = new ArrayList<>(List.of("-p", "-d", "p.rego", "-d", "data.json", "-f", format));
            all.addAll(arguments);
            Cli.Run ours = oracle.writ("eval", all);
            Cli.Run theirs = oracle.opa("eval", all);

            assertThat(ours.err()).isEmpty();
            assertThat(ours.exit()).isEqualTo(theirs.exit());
            assertThat(canonical(ours.out(), format)).isEqualTo(canonical(theirs.out(), format));
        }
    }

    private static String canonical(String text, String format) {
        String named =
                text.replaceAll("__not[0-9_]+", "negated").replaceAll("─+", "─").replaceAll(" +", " ");
        return format.equals("json") ? JsonReader.read(named).toString() : named.strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void anOptimizedBundleAnswersAsBeforeInOpa(String level) throws IOException, InterruptedException {
        OpaOracle.assumeInstalled(PartialFlagsTest.class);
        OpaOracle oracle = new OpaOracle(folder);
        String bundle = folder.resolve("o.tar.gz").toString();
        Cli.Run built = oracle.writ(
                "build",
                List.of(
                        "-O",
                        level,
                        "-e",
                        "p/allow",
                        "-e",
                        "p/names",
                        "-e",
                        "p/level",
                        "-o",
                        bundle,
                        "p.rego",
                        "data.json"));
        assertThat(built.err()).isEmpty();
        assertThat(built.exit()).isZero();

        for (String input : List.of(
                "{}",
                "{\"method\": \"GET\", \"user\": \"b\"}",
                "{\"role\": \"admin\", \"age\": 3, \"path\": \"/secret/1\", \"names\": [\"x\", 18]}",
                "{\"role\": \"admin\", \"age\": 3}",
                "{\"role\": \"admin\", \"age\": 30, \"path\": \"/secret/1\"}")) {
            Files.writeString(folder.resolve("input.json"), input);
            String before = oracle.opa("eval", List.of("-d", "p.rego", "-d", "data.json", "-i", "input.json", "data.p"))
                    .out();
            String after = oracle.opa("eval", List.of("-b", "o.tar.gz", "-i", "input.json", "data.p"))
                    .out();
            String ours = oracle.writ("eval", List.of("-b", "o.tar.gz", "-i", "input.json", "data.p"))
                    .out();

            assertThat(JsonReader.read(after)).isEqualTo(JsonReader.read(before));
            assertThat(JsonReader.read(ours)).isEqualTo(JsonReader.read(before));
        }
    }

    @Test
    void anOptimizedBundleOwnsThePackageThatItAdds() throws IOException {
        Files.writeString(folder.resolve(".manifest"), "{\"roots\": [\"p\", \"users\"]}");
        String bundle = folder.resolve("o.tar.gz").toString();
        Cli.Run built = Cli.run("build", "-O", "2", "-e", "p/allow", "-b", folder.toString(), "-o", bundle);
        assertThat(built.err()).isEmpty();

        Cli.Run found = Cli.run("inspect", "-f", "json", bundle);

        assertThat(found.out()).contains("\"partial\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"values", "raw", "bindings", "discard"})
    void valuesAreNotWhatIsLeft(String format) {
        Cli.Run run = Cli.run("eval", "-p", "-f", format, "input.x");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: partial evaluation leaves queries, not values");
    }

    @Test
    void sourceIsAFormatOfPartialEvaluation() {
        assertThat(Cli.run("eval", "-f", "source", "1").err()).contains("give `--partial`, too");
    }

    @Test
    void anUnknownThatIsNoPathIsNamed() {
        Cli.Run run = Cli.run("eval", "-p", "-u", "users", "input.x");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("`users` is no path of a document");
    }

    @Test
    void rulesOfEntrypointsAreOptimizedOnly() {
        String file = folder.resolve("p.rego").toString();

        assertThat(Cli.run("build", "-O", "1", file).err()).contains("name at least one with `--entrypoint`");
        assertThat(Cli.run("build", "-O", "3", "-e", "p/allow", file).err()).contains("give 0, 1 or 2");
        assertThat(Cli.run(
                                "build",
                                "-O",
                                "1",
                                "-e",
                                "p/none",
                                "-o",
                                folder.resolve("x").toString(),
                                file)
                        .err())
                .contains("the entrypoint `p/none` has no rules");
    }
}
