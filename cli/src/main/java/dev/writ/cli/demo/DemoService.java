package dev.writ.cli.demo;

import dev.writ.cli.Failure;
import dev.writ.cli.Home;
import dev.writ.cli.http.ServiceClient;
import dev.writ.cli.serve.ServiceProcess;
import dev.writ.cli.serve.ServiceProcess.Life;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The service as the demo's child process, on a free port of this machine. */
final class DemoService implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final URI uri;
    private final ServiceProcess process;
    private final DemoFolder folder;
    private final ServiceClient client;

    private DemoService(URI uri, ServiceProcess process, DemoFolder folder) {
        this.uri = uri;
        this.process = process;
        this.folder = folder;
        this.client = ServiceClient.of(uri, Optional.empty());
    }

    static DemoService start(Home home, DemoFolder folder) {
        int port = freePort();
        var process = ServiceProcess.start(
                home.serviceJar(),
                List.of(
                        "serve",
                        "--port",
                        Integer.toString(port),
                        "--data-dir",
                        folder.data().toString()),
                Life.SHORT,
                Optional.of(folder.log()));
        var service = new DemoService(URI.create("http://127.0.0.1:" + port), process, folder);
        try {
            service.await("was not healthy", service::healthy);
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    URI uri() {
        return uri;
    }

    /** A client for the caller with that token. */
    ServiceClient as(String token) {
        return client.as(token);
    }

    /** The token that only who can read the data folder has; it makes the first administrator. */
    String bootstrapToken() {
        try {
            return Files.readString(folder.data().resolve("bootstrap-token")).strip();
        } catch (IOException e) {
            throw Failure.io("read the bootstrap token", e);
        }
    }

    /**
     * Waits for something that the service will bring about by itself.
     *
     * @param what completes "the service ... in time", for the message when it does not
     */
    void await(String what, BooleanSupplier reached) {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (!reached.getAsBoolean()) {
            Optional<Integer> exit = process.await(BETWEEN_TRIES);
            if (exit.isPresent()) {
                throw new Failure("the service ended with exit code " + exit.get() + ":\n" + folder.lastWords());
            }
            if (Instant.now().isAfter(end)) {
                throw new Failure(
                        "the service " + what + " within " + LONGEST_WAIT.toSeconds() + " s:\n" + folder.lastWords());
            }
        }
    }

    private boolean healthy() {
        try {
            return client.get("/actuator/health").ok();
        } catch (Failure notListeningYet) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw Failure.io("find a free port", e);
        }
    }

    @Override
    public void close() {
        process.close();
        client.close();
    }
}
