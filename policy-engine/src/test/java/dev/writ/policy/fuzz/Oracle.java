package dev.writ.policy.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** OPA's Go library in a process of its own: {@code src/fuzz/opa}. */
final class Oracle implements AutoCloseable {

    private final Process process;
    private final Writer to;
    private final BufferedReader from;

    private Oracle(Process process) {
        this.process = process;
        this.to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Oracle start(Path program) throws IOException {
        return new Oracle(new ProcessBuilder(program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The verdicts on all programs. They are written by a thread of its own, so that neither side waits for ever. */
    List<Verdict> ask(List<FuzzProgram> programs) throws IOException {
        return ask(programs, false);
    }

    /** The same without rule indexing and early exit: every rule that is asked for runs to its end. */
    Verdict askPlainly(FuzzProgram program) throws IOException {
        return ask(List.of(program), true).getFirst();
    }

    private List<Verdict> ask(List<FuzzProgram> programs, boolean plain) throws IOException {
        Thread writer = Thread.ofPlatform().start(() -> write(programs, plain));
        List<Verdict> verdicts = new ArrayList<>();
        for (FuzzProgram program : programs) {
            String line = from.readLine();
            if (line == null) {
                throw new IOException("the oracle died at or after\n" + program.show());
            }
            verdicts.add(Verdict.read(line));
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return verdicts;
    }

    Verdict ask(FuzzProgram program) throws IOException {
        return ask(List.of(program)).getFirst();
    }

    private void write(List<FuzzProgram> programs, boolean plain) {
        try {
            for (FuzzProgram program : programs) {
                to.write(program.json(plain) + "\n");
            }
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        to.close();
        process.destroy();
    }
}
