package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code inspect} says modules need, beside what the real OPA says. */
class InspectCapabilitiesTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() {
        OpaOracle.assumeInstalled(InspectCapabilitiesTest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x := 1",
                "p contains x if { some x in [1, 2]; x > input.min }",
                "q if { y := 1 / 0; y == 2; trace(\"n\"); print(1) }",
                "r if { every x in [1] { x > 0 }; input.a != 1 }",
                "r if { every x in [1] { print(lower(x)) } }",
                "r if { print(sprintf(\"%v\", [input.x]), {upper(\"x\")}) with input as abs(-2) }",
                "r if { print(input.a[_]); not print(lower(\"x\")) }",
                "r if { custom.rel(1, z); z > 1; x := custom.fn(2)[_]; x > 2 }",
                "r := z if z := 1 with custom.fn as 3",
                "s := $\"a {input.b}\"",
                "t := {x | x := input.y[_]}",
                "f(x) := y if y = x - 1",
                "a.b[c] := c if { c := input.d }",
                "w if not input.x with input.y as 3",
                "u := count(input.x)",
                "u := [1] if 1 in [1]\n\nelse := upper(\"x\")",
                "import rego.v1\n\nx if true",
                "p := rego.metadata.rule()",
                "p if { count(rego.metadata.chain()) > 0; rego.metadata.rule() }",
                "# METADATA\n# title: t\np := x if { x := rego.metadata.chain()[0].path }",
                "p := {c | c := rego.metadata.chain()[_]}",
                "import future.keywords.not\n\nimport future.keywords.or\n\nx if { input.a or input.b }"
            })
    void modulesNeedWhatOpaSays(String module) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("m.rego"), "package m\n\n" + module + "\n");

        assertSame(List.of("-f", "json", "m.rego"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p := 1 + \"x\"",
                "p if q\n\nq if p",
                "p := 1\n\np(x) := 2",
                "p := count(1, 2, 3, 4)",
                "f(x) := x\n\np := f(1, 2, 3)",
                "p := 1\n\nq if p with data.m.p.x as 2"
            })
    void modulesThatNoEngineTakesAreRefused(String module) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("m.rego"), "package m\n\n" + module + "\n");

        OpaOracle oracle = new OpaOracle(folder);
        assertThat(oracle.writ("inspect", List.of("m.rego")).exit())
                .isEqualTo(oracle.opa("inspect", List.of("m.rego")).exit())
                .isEqualTo(1);
    }

    @Test
    void longCellsAreShortenedAndAnnotationsAligned() throws IOException, InterruptedException {
        String middle = "mutating-admission-of-pods/webhooks";
        Files.createDirectories(folder.resolve("b/kubernetes").resolve(middle));
        Files.createDirectories(folder.resolve("b/" + "k".repeat(60) + "/abcd"));
        Files.createDirectories(folder.resolve("b/" + "j".repeat(60) + "/abc"));
        Files.writeString(folder.resolve("b/kubernetes/" + middle + "/example.rego"), """
                # METADATA
                # schemas:
                # - input: {type: object}
                # - data.longer: {type: string}
                # related_resources:
                # - ref: https://a.example
                #   description: one
                # - ref: https://longer.example/x
                #   description: two
                # custom:
                #   long_key: {a: [1]}
                package kubernetes.admission
                """);
        Files.writeString(folder.resolve("b/" + "k".repeat(60) + "/abcd/k.rego"), "package k\n");
        Files.writeString(folder.resolve("b/" + "j".repeat(60) + "/abc/j.rego"), "package j\n");
        Files.writeString(
                folder.resolve("b/.manifest"),
                "{\"revision\": \"" + "r".repeat(50) + "\", \"metadata\": {\"m\": \"" + "x".repeat(60) + "\"}}");

        OpaOracle oracle = new OpaOracle(folder);
        List<String> arguments = List.of("-a", folder.resolve("b").toString());
        assertThat(oracle.writ("inspect", arguments).out())
                .isEqualTo(oracle.opa("inspect", arguments).out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import future.keywords.in\n\nimport future.keywords.every\n\np { 1 in [1]; every q in [1] { q > 0 } }",
                "import future.keywords\n\np := 1",
                "import rego.v1\n\np if 1 == 1",
                "a.b.c = 1 { true }",
                "a.b[c] = 1 { c = input.x }",
                "r[x] { x = input.z[_] }"
            })
    void oldModulesNeedWhatOpaSays(String module) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("m.rego"), "package m\n\n" + module + "\n");

        assertSame(List.of("-f", "json", "--v0-compatible", "m.rego"));
    }

    private void assertSame(List<String> arguments) throws IOException, InterruptedException {
        String writ = new OpaOracle(folder).writ("inspect", arguments).out();
        String opa = new OpaOracle(folder).opa("inspect", arguments).out();

        assertThat(capabilities(writ)).isEqualTo(capabilities(opa));
    }

    private static String capabilities(String json) {
        return String.valueOf(Objects.requireNonNull(((RegoObject) JsonReader.read(json)).get("capabilities")));
    }
}
