package dev.writ.policy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What one process took that loads, answers once, and ends. */
record Loading(long wallNanos, long cpuNanos, long peakBytes, String answer) {

    static Loading run(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int exit = process.waitFor();
        long wall = System.nanoTime() - start;
        if (exit != 0) {
            throw new IOException(command + " ended with " + exit);
        }
        String[] fields = output.split(" ", 3);
        return new Loading(wall, Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]);
    }

    double figure(String what) {
        return switch (what) {
            case "wall s" -> wallNanos / 1e9;
            case "cpu s" -> cpuNanos / 1e9;
            case "peak MB" -> peakBytes / 1e6;
            default -> throw new IllegalArgumentException(what);
        };
    }
}
