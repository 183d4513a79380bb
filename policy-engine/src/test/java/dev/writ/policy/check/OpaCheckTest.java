package dev.writ.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
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
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Compares with the real {@code opa check} where it is on the path: the same programs are accepted, and a refused one has
 * the same code at the same place. OPA stops at the first kind of error and also reports what follows from another error,
 * so that the lists are not equal.
 */
class OpaCheckTest {
    private static final int PROGRAMS = 120;

    @BeforeAll
    static void opaIsThere() throws IOException, InterruptedException {
        boolean found;
        try {
            found = new ProcessBuilder("opa", "version").start().waitFor() == 0;
        } catch (IOException e) {
            found = false;
        }
        if (!found) {
            System.out.println("SKIPPED: OpaCheckTest, because there is no `opa` on the path");
        }
        Assumptions.assumeTrue(found, "no `opa` on the path");
    }

    @Test
    void generatedPrograms(@TempDir Path folder) throws Exception {
        int refused = 0;
        int samePlace = 0;
        for (long seed = 1; seed <= PROGRAMS; seed++) {
            String module = new ProgramGenerator(new Random(seed)).module();
            Set<String> ours = ours(module);
            Set<String> theirs = opa(folder, module);
            assertThat(ours.isEmpty())
                    .as("seed %d%n%s%nours: %s%nopa: %s", seed, module, ours, theirs)
                    .isEqualTo(theirs.isEmpty());
            if (!theirs.isEmpty()) {
                assertThat(codes(ours)).as("seed %d%n%s", seed, module).containsAnyElementsOf(codes(theirs));
                refused++;
                samePlace += Collections.disjoint(ours, theirs) ? 0 : 1;
            }
        }
        assertThat(refused).as("refused programs").isBetween(PROGRAMS / 5, PROGRAMS * 9 / 10);
        assertThat(samePlace)
                .as("of %d refused programs at the same place", refused)
                .isGreaterThan(refused * 9 / 10);
    }

    @Test
    void programsOfTheErrorTable(@TempDir Path folder) throws Exception {
        List<Arguments> rows = new ArrayList<>();
        rows.addAll(CheckerErrorsTest.safety());
        rows.addAll(CheckerErrorsTest.names());
        rows.addAll(CheckerErrorsTest.calls());
        rows.addAll(CheckerErrorsTest.conflicts());
        rows.addAll(CheckerErrorsTest.recursion());
        for (Arguments row : rows) {
            String module = "package t\n" + row.get()[0];
            Set<String> theirs = opa(folder, module);
            Set<String> places = new TreeSet<>(theirs);
            places.removeIf(error -> !error.contains(" "));
            Set<String> ours = ours(module);
            assertThat(places.isEmpty() ? codes(ours) : ours).as(module).containsAnyElementsOf(theirs);
        }
    }

    @Test
    void programsOfTheAcceptanceTable(@TempDir Path folder) throws Exception {
        for (String rules : CheckerAcceptsTest.PROGRAMS) {
            Set<String> theirs = opa(folder, "package t\n" + rules);
            assertThat(theirs).as(rules).isEmpty();
        }
    }

    private static Set<String> ours(String module) {
        Set<String> ours = new TreeSet<>();
        for (Diagnostic error : Sources.check(module).diagnostics()) {
            Span place = Objects.requireNonNull(error.span());
            ours.add(error.code() + " " + place.line() + ":" + place.column());
        }
        return ours;
    }

    private static Set<String> codes(Set<String> errors) {
        Set<String> codes = new TreeSet<>();
        errors.forEach(error -> codes.add(error.substring(0, error.indexOf(' '))));
        return codes;
    }

    private static Set<String> opa(Path folder, String module) throws Exception {
        Path file = folder.resolve("a.rego");
        Files.writeString(file, module);
        Process process = new ProcessBuilder("opa", "check", "--format", "json", "-m", "0", file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Set<String> found = new TreeSet<>();
        if (process.exitValue() != 0) {
            RegoObject result = (RegoObject) JsonReader.read(output);
            for (RegoValue error : (RegoArray) member(result, "errors")) {
                found.add(text((RegoObject) error));
            }
        }
        return found;
    }

    private static String text(RegoObject error) {
        String code = ((RegoString) member(error, "code")).value();
        return error.get("location") instanceof RegoObject place
                ? code + " " + member(place, "row") + ":" + member(place, "col")
                : code;
    }

    private static RegoValue member(RegoObject object, String name) {
        RegoValue value = object.get(name);
        if (value == null) {
            throw new IllegalStateException("no `" + name + "` in " + object);
        }
        return value;
    }
}
