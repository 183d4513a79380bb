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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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

    /** What was asked and is being worked on. */
    interface Question {
        /** The verdicts on all programs. */
        List<Verdict> answers() throws IOException;
    }

    /** Asks for verdicts. Programs are written and answers are read by threads of their own, so that neither side waits for ever. */
    Question start(List<FuzzProgram> programs) {
        return start(programs, false);
    }

    private Question start(List<FuzzProgram> programs, boolean plain) {
        Thread writer = Thread.ofPlatform().start(() -> write(programs, plain));
        FutureTask<List<Verdict>> reading = new FutureTask<>(() -> read(programs));
        Thread.ofPlatform().start(reading);
        return () -> {
            try {
                writer.join();
                return reading.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        };
    }

    /** The verdict without rule indexing and early exit: every rule that is asked for runs to its end. */
    Verdict askPlainly(FuzzProgram program) throws IOException {
        return start(List.of(program), true).answers().getFirst();
    }

    private List<Verdict> read(List<FuzzProgram> programs) throws IOException {
        List<Verdict> verdicts = new ArrayList<>();
        for (FuzzProgram program : programs) {
            String line = from.readLine();
            if (line == null) {
                throw new IOException("the oracle died at or after\n" + program.show());
            }
            verdicts.add(Verdict.read(line));
        }
        return verdicts;
    }

    Verdict ask(FuzzProgram program) throws IOException {
        return start(List.of(program)).answers().getFirst();
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
