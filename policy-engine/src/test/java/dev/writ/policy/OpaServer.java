package dev.writ.policy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OPA that listens on loopback until it is closed. */
public final class OpaServer implements AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final int LOOKS = 600;

    private final Process process;
    private final URI address;

    private OpaServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one; the arguments are those of {@code opa run --server}. */
    public static OpaServer start(Path folder, String scheme, String... arguments) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // OPA does not say which port it got, so it is told one; somebody else may take it in between.
            int port = freePort();
            Process process = run(folder, port, arguments);
            if (listens(process, port)) {
                return new OpaServer(process, URI.create(scheme + "://127.0.0.1:" + port));
            }
            process.destroyForcibly();
        }
        throw new AssertionError("opa run --server does not start, see " + folder.resolve("opa.log"));
    }

    private static Process run(Path folder, int port, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "opa",
                "run",
                "--server",
                "--log-level",
                "error",
                "--disable-telemetry",
                "--addr",
                "127.0.0.1:" + port));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("opa.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean listens(Process process, int port) {
        try {
            for (int look = 0; look < LOOKS; look++) {
                // Waiting for its end is the pause between two looks.
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    return false;
                }
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    return socket.isConnected() && process.isAlive();
                } catch (IOException notYet) {
                    // refused: it is still starting
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    /** Writes a file for it. */
    public static void write(Path folder, String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
