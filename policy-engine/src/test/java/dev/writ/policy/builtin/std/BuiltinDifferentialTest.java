package dev.writ.policy.builtin.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.builtin.golang.GoValueText;
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
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random calls, asked of the real OPA in one go. What differs is printed with the call and the seed. */
final class BuiltinDifferentialTest {

    private static final int CALLS = 3_000;

    private record Call(String name, List<RegoValue> operands) {
        @Override
        public String toString() {
            String text = RegoArray.of(operands).toString();
            return name + "(" + text.substring(1, text.length() - 1) + ")";
        }

        /** The result, or nothing where it is undefined. */
        String run() {
            Builtin builtin = StandardBuiltins.registry().implementation(name).orElseThrow();
            try {
                return GoValueText.of(builtin.call(new FakeContext(), operands));
            } catch (BuiltinFailure e) {
                return "";
            }
        }
    }

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("opa", "version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        if (!there) {
            System.err.println("SKIPPED: BuiltinDifferentialTest needs `opa` on the path, and there is none");
        }
        assumeTrue(there, "no opa on the path");
    }

    @Test
    void randomCallsComeOutAsWithOpa() throws IOException, InterruptedException {
        long seed = Long.getLong("writ.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(RandomCalls.next(random, Call::new));
        }

        List<String> expected = askOpa(calls);

        List<String> differences = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            String ours = calls.get(i).run();
            if (!ours.equals(expected.get(i))) {
                differences.add(calls.get(i) + "\n    opa  " + expected.get(i) + "\n    ours " + ours);
            }
        }
        assertThat(differences)
                .as("seed " + seed + " (-Dwrit.seed=" + seed + ")")
                .isEmpty();
    }

    /** A rule for each call, whose value is the text of the result, because JSON knows no sets. */
    private List<String> askOpa(List<Call> calls) throws IOException, InterruptedException {
        StringBuilder module = new StringBuilder("package calls\n");
        RegoValue[] inputs = new RegoValue[calls.size()];
        for (int i = 0; i < calls.size(); i++) {
            List<RegoValue> operands = calls.get(i).operands();
            List<String> references = new ArrayList<>();
            for (int k = 0; k < operands.size(); k++) {
                references.add("input[" + i + "][" + k + "]");
            }
            inputs[i] = RegoArray.of(operands);
            module.append("r[")
                    .append(i)
                    .append("] := sprintf(\"%v\", [[")
                    .append(calls.get(i).name());
            module.append('(').append(String.join(", ", references)).append(")]])\n");
        }
        Path rego = Files.writeString(folder.resolve("calls.rego"), module);
        Path input = Files.writeString(
                folder.resolve("input.json"), dev.writ.policy.value.JsonWriter.compact(RegoArray.of(inputs)));
        Process process = new ProcessBuilder(
                        "opa", "eval", "-f", "raw", "-d", rego.toString(), "-i", input.toString(), "data.calls.r")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        RegoObject results = (RegoObject) JsonReader.read(out);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            RegoValue text = results.get(Integer.toString(i));
            texts.add(
                    text instanceof RegoString s
                            ? s.value().substring(1, s.value().length() - 1)
                            : "");
        }
        return texts;
    }

    /** Makes a call from a name and operands. */
    interface Maker<T> {
        T make(String name, List<RegoValue> operands);
    }
}
