package dev.writ.cli.serve;

import dev.writ.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The service's jar as a child process of this one. It never outlives this process, unless that is killed by SIGKILL: a
 * shutdown hook passes the end on and waits.
 */
public final class ServiceProcess implements AutoCloseable {
    /** Beside the jar: what a start loads, ready to be mapped into memory (JEP 514). Made with the jar. */
    private static final String CACHE = "service.aot";

    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(30);

    private final Process process;
    private final Thread hook;

    private ServiceProcess(Process process) {
        this.process = process;
        this.hook = Thread.ofPlatform().name("stop-service").unstarted(() -> stop(process));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** How long a process is meant to run. */
    public enum Life {
        /** Until somebody stops it: everything is tuned for speed in the long run. */
        LONG,
        /** Seconds: no time and no second core is spent on optimising. */
        SHORT;

        private List<String> options() {
            return switch (this) {
                case LONG -> List.of();
                case SHORT -> List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
            };
        }
    }

    /**
     * Starts the jar with this process's Java.
     *
     * @param log where its output goes; empty for this process's own output
     */
    public static ServiceProcess start(Path jar, List<String> arguments, Life life, Optional<Path> log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(life.options());
        Path cache = jar.resolveSibling(CACHE);
        if (Files.exists(cache)) {
            // A Java or a jar that is not the cache's own starts without it, which is no news for who started the
            // service.
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off"));
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        if (log.isPresent()) {
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.get().toFile()));
        } else {
            builder.inheritIO();
        }
        try {
            return new ServiceProcess(builder.start());
        } catch (IOException e) {
            throw Failure.io("start the service's jar `" + jar + "`", e);
        }
    }

    /** Waits until the process ends by itself, and returns its exit code. */
    public int await() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while waiting for the service");
        }
    }

    /** Waits up to that long for the end of the process; its exit code if it ended. */
    public Optional<Integer> await(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(process.exitValue())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while waiting for the service");
        }
    }

    /** Asks the process to end, waits, and ends it by force when it does not. */
    @Override
    public void close() {
        stop(process);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDownAlready) {
            // The hook is running, and does what close did.
            return;
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
