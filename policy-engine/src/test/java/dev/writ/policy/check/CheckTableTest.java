package dev.writ.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small programs, good and bad, with everything the checker says of them; where there is an {@code opa}, it says the same
 * at the same places.
 */
class CheckTableTest {

    static List<CheckTable.Program> programs() {
        return CheckTable.all();
    }

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean("writ.golden.update")) {
            for (String name : CheckTable.NAMES) {
                CheckTable.update(name);
            }
        }
    }

    @Test
    void thereAreManyOfBothKinds() {
        long accepted = programs().stream()
                .filter(program -> program.expected().equals("=> accepted\n"))
                .count();
        assertThat(programs().size()).isGreaterThanOrEqualTo(250);
        assertThat(accepted).isBetween(60L, programs().size() - 150L);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void saysWhatTheTableSays(CheckTable.Program program) {
        assertThat(program.found()).isEqualTo(program.expected());
    }

    @Test
    void neverNamesWhatNobodyWrote() {
        for (CheckTable.Program program : programs()) {
            for (Diagnostic diagnostic : program.diagnostics()) {
                assertThat(diagnostic.message() + " " + diagnostic.hint())
                        .as(program.module())
                        .doesNotContain("__")
                        .doesNotContain("dev.writ")
                        .doesNotContain("``");
            }
        }
    }

    @Test
    void theRealOpaSaysTheSame(@TempDir Path folder) throws Exception {
        boolean found = isThere();
        if (!found) {
            System.out.println("SKIPPED: CheckTableTest against OPA, because there is no `opa` on the path");
        }
        Assumptions.assumeTrue(found, "no `opa` on the path");
        List<String> different = new ArrayList<>();
        for (CheckTable.Program program : programs()) {
            Set<String> ours = places(program);
            Set<String> theirs = opa(folder, program);
            if (!program.differs() && !ours.equals(theirs)) {
                different.add(program + "\n    ours " + ours + "\n    opa  " + theirs);
            } else if (program.differs() && ours.equals(theirs)) {
                different.add(program + "\n    no longer differs");
            }
        }
        assertThat(different).as("programs of which OPA says something else").isEmpty();
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("opa", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<String> places(CheckTable.Program program) {
        return program.diagnostics().stream()
                .map(diagnostic -> diagnostic.code() + " "
                        + Objects.requireNonNull(diagnostic.span()).line() + ":"
                        + diagnostic.span().column())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> opa(Path folder, CheckTable.Program program) throws Exception {
        Path file = folder.resolve("a.rego");
        Files.writeString(file, program.module());
        List<String> command = new ArrayList<>(List.of("opa", "check", "--format", "json", "-m", "0"));
        if (program.isStrict()) {
            command.add("--strict");
        }
        if (program.usesSchemas()) {
            command.addAll(List.of("--schema", CheckTable.SCHEMAS.toString()));
        }
        command.add(file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Set<String> found = new TreeSet<>();
        if (process.waitFor() != 0) {
            RegoObject result = (RegoObject) JsonReader.read(output);
            for (RegoValue error : (RegoArray) Objects.requireNonNull(result.get("errors"))) {
                found.add(place((RegoObject) error));
            }
        }
        return found;
    }

    private static String place(RegoObject error) {
        String code = ((RegoString) Objects.requireNonNull(error.get("code"))).value();
        return error.get("location") instanceof RegoObject place
                ? code + " " + place.get("row") + ":" + place.get("col")
                : code + " nowhere";
    }
}
