package dev.writ.policy.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A process that runs cases when it is asked to, and is idle otherwise. */
final class Side implements AutoCloseable {

    /** What one turn took, and what the case's first input gives. */
    record Timing(long operations, long wallNanos, long cpuNanos, String answer) {

        double wallMicros() {
            return wallNanos / 1e3 / operations;
        }

        double cpuMicros() {
            return cpuNanos / 1e3 / operations;
        }
    }

    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    private Side(Process process) {
        this.process = process;
        this.requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Side start(List<String> command) throws IOException {
        return new Side(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    Timing run(String name, String store, int millis) throws IOException {
        requests.write(name + " " + store + " " + millis + "\n");
        requests.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("a side has died at " + name);
        }
        String[] fields = line.split(" ", 4);
        return new Timing(Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2]), fields[3]);
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
    }
}
