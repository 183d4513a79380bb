package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags of {@code check}, and the JSON of errors, beside the real OPA's. */
class CheckFlagsTest {

    private static final String ILL_TYPED = """
        package ty

        p := x if { x := 1 + "a" }

        q if { input.x == count(3) }

        r if { x := {"a": 1}; x.b == 2 }

        s if { x := {"a": {"b": 1}}; x.a.c == 2 }

        t if { 1 == "a" }

        u if { [1, 2] == [3] }

        v if { some i; x := [1, 2]; x[i].z }

        w if { x := "s"; x[0] }

        x if { y := [1]; some i in ["a"]; y[i] == 1 }

        y if { sprintf("x", 3) }

        z if { x := {}; x.b }

        a if { x := {1: 2}; x.b }

        b := "a" & 3
        """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() {
        OpaOracle.assumeInstalled(CheckFlagsTest.class);
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("types.rego"), ILL_TYPED);
        Files.writeString(folder.resolve("syntax.rego"), "package s\n\np := [\"ö\", }\n");
        Files.writeString(folder.resolve("old.rego"), "package o\n\np { true }\n");
        Files.writeString(folder.resolve("new.rego"), "package n\n\np if true\n");
        Files.writeString(folder.resolve("both.rego"), "package b\n\nimport rego.v1\n\np if true\n");
    }

    @Test
    void typeErrorsHaveOpasDetails() throws IOException, InterruptedException {
        Cli.Run opa = opa("-m", "0", "-f", "json", "types.rego");
        Cli.Run writ = writ("-f", "json", "types.rego");

        assertThat(details(writ.err())).hasSize(13).isEqualTo(details(opa.err()));
    }

    @Test
    void parseErrorsHaveTheirLineAndTheByteInIt() {
        assertThat(writ("-f", "json", "syntax.rego").err()).contains("""
                  "details": {
                    "line": "p := [\\"ö\\", }",
                    "idx": 12
                  }
            """);
    }

    @Test
    void theNumberOfErrorsIsLimitedAsOpaLimitsIt() throws IOException, InterruptedException {
        for (String limit : List.of("1", "2", "13", "14", "0")) {
            Cli.Run opa = opa("-m", limit, "-f", "json", "types.rego");
            Cli.Run writ = writ("-m", limit, "-f", "json", "types.rego");

            assertThat(details(writ.err())).as(limit).isEqualTo(details(opa.err()));
            assertThat(writ.exit()).isEqualTo(opa.exit());
        }
        assertThat(writ("--max-errors", "1", "types.rego").err())
                .startsWith("2 errors occurred:\n")
                .endsWith("rego_compile_error: error limit reached\n");
    }

    @Test
    void modulesAreCheckedForBothDialects() throws IOException, InterruptedException {
        for (String file : List.of("old.rego", "new.rego", "both.rego")) {
            assertThat(writ("--v0-v1", file).exit())
                    .as(file)
                    .isEqualTo(opa("--v0-v1", file).exit());
        }
        assertThat(writ("--rego-v1", "old.rego").exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p := 5 if { true }",
                "p[\"a\"] := 1 if { true }",
                "p.a.b := 1 if { true }",
                "p[1] if { true }",
                "default p := false\np := true if { input.x == 1 }",
                "p := 1 if { true } else := 2 if { true }",
                "import rego.v1\np := 5 if { true }",
                "import future.keywords.if\np := 5 if { true }",
                "p := 5"
            })
    void keywordsThatNeedAnImportAreNoNamesForBothDialects(String rules) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("dialects.rego"), "package a\n" + rules + "\n");
        assertThat(writ("--v0-v1", "dialects.rego").exit())
                .isEqualTo(opa("--v0-v1", "dialects.rego").exit());
    }

    private Cli.Run opa(String... arguments) throws IOException, InterruptedException {
        return new OpaOracle(folder).opa("check", List.of(arguments));
    }

    private Cli.Run writ(String... arguments) {
        return new OpaOracle(folder).writ("check", List.of(arguments));
    }

    /** The messages with their details. What OPA says of operands in prose is left out, as it is here. */
    private static List<String> details(String json) {
        List<String> found = new ArrayList<>();
        ((RegoArray) Objects.requireNonNull(((RegoObject) JsonReader.read(json)).get("errors"))).forEach(error -> {
            RegoObject members = (RegoObject) error;
            String message = String.valueOf(members.get("message")).replace("`", "");
            found.add(message + " " + withoutProse(members.get("details")));
        });
        return found;
    }

    private static String withoutProse(@Nullable RegoValue value) {
        return String.valueOf(value).replaceAll("\"" + "description" + "\": \"[^\"]*\", ", "");
    }
}
