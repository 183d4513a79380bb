package dev.writ.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service's jar as a process of its own, which can be killed. */
final class ServiceProcess implements AutoCloseable {
    private static final Pattern SERVES = Pattern.compile("writ serves (http://\\S+) from .*");
    private static final long START_SECONDS = 120;
    private static final Path SINGLE = Path.of(System.getProperty("writ.jar", "target/api-0.1.0-SNAPSHOT-exec.jar"));

    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<String> url = new CompletableFuture<>();
    private final Thread reader;

    private ServiceProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Runs the jar with the arguments. */
    static ServiceProcess run(String... args) {
        return run(List.of(), args);
    }

    /** Runs the jar with the arguments under a command that goes before it, in a JVM that starts fast. */
    static ServiceProcess run(List<String> before, String... args) {
        return run(before, List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), args);
    }

    /**
     * Runs the jar with the arguments under a command that goes before it, in a JVM with these options, as the command line does: laid
     * out beside its libraries, from the cache that was made with it.
     */
    static ServiceProcess run(List<String> before, List<String> jvmOptions, String... args) {
        Path folder = Path.of(System.getProperty("writ.service", "target/service"));
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-XX:AOTCache=" + folder.resolve("service.aot").toAbsolutePath());
        return run(before, options, folder.resolve(SINGLE.getFileName()), args);
    }

    /** Runs the jar that has everything in it. */
    static ServiceProcess runSingleJar(String... args) {
        return run(List.of(), List.of("-Xmx512m"), SINGLE, args);
    }

    private static ServiceProcess run(List<String> before, List<String> jvmOptions, Path jar, String... args) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toAbsolutePath().toString()));
        command.addAll(List.of(args));
        try {
            return new ServiceProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves from the folder on a free port. */
    static ServiceProcess serve(Path dataDir) {
        return run("serve", "--port", "0", "--data-dir", dataDir.toString());
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                Matcher serves = SERVES.matcher(line);
                if (serves.matches()) {
                    url.complete(serves.group(1));
                }
            }
        } catch (IOException e) {
            // the process was killed while it wrote
        }
        url.completeExceptionally(new IllegalStateException("the service ended: " + output()));
    }

    /** A client, once the service answers. */
    Client client() {
        try {
            return new Client(url.get(START_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the service did not start: " + output(), e);
        }
    }

    /** Everything that it wrote. */
    String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /** Waits for the end and gives the exit code. */
    int exitCode() {
        try {
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service goes on: " + output());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM, and waits for the end. */
    int stop() {
        process.destroy();
        return exitCode();
    }

    @Override
    public void close() {
        kill();
    }
}
