package dev.writ.api;

import dev.writ.api.platform.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL with its usual, durable settings, on a free port of this machine and in a folder of its own. It lets
 * everybody in as {@value #USER}. PostgreSQL does not run as root: where the tests do, it runs as nobody.
 */
public final class PostgresServer implements AutoCloseable {
    /** The role to connect as. */
    public static final String USER = "postgres";

    private static final String NOBODY = "65534";
    private static final Duration START = Duration.ofSeconds(60);
    private static final int TRIES = 3;

    private final Path folder;
    private final boolean root;
    private int port;
    private @Nullable Process process;

    private PostgresServer(Path folder, boolean root) {
        this.folder = folder;
        this.root = root;
    }

    /** Starts one; the test is skipped where its programs do not run. */
    public static PostgresServer start() {
        Assumptions.assumeTrue(
                PostgresPrograms.runHere(), "PostgreSQL's programs for the tests are for Linux on amd64");
        try {
            Path folder = Files.createTempDirectory("writ-postgres");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            boolean root = Files.getOwner(folder).getName().equals("root");
            var server = new PostgresServer(folder, root);
            PostgresPrograms.unpack(folder.resolve("programs"));
            server.makeCluster();
            server.run();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeCluster() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        if (root) {
            Files.setAttribute(data, "unix:uid", Integer.valueOf(NOBODY));
        }
        Process initdb = command(
                        "initdb", "-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
                .start();
        if (end(initdb) != 0) {
            throw new IllegalStateException("PostgreSQL cannot be set up: " + Files.readString(log()));
        }
    }

    /** Starts the server again, after {@link #kill}, where it was. */
    public void run() {
        for (int i = 1; ; i++) {
            if (port == 0 || i > 1) {
                port = freePort();
            }
            try {
                process = command(
                                "postgres",
                                "-D",
                                folder.resolve("data").toString(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "max_connections=200")
                        .start();
                awaitAnswer(process);
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (IllegalStateException e) {
                if (i >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private void awaitAnswer(Process server) throws IOException {
        Instant end = Instant.now().plus(START);
        while (true) {
            try (Connection connection = connect(USER)) {
                if (connection.isValid(10)) {
                    return;
                }
            } catch (SQLException e) {
                if (!server.isAlive() || Instant.now().isAfter(end)) {
                    throw new IllegalStateException("PostgreSQL does not start: " + Files.readString(log()), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private ProcessBuilder command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(folder.resolve("programs/bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** A connection to a database. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database, port), USER, "");
    }

    /** Runs statements on a database. */
    public void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                var sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes an empty database and gives its name. */
    public String freshDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        execute(USER, "create database " + name);
        return name;
    }

    /** The address of a database. */
    public PostgresAddress address(String database) {
        return address(database, port);
    }

    /** As {@link #address(String)}, through something that listens on another port. */
    public static PostgresAddress address(String database, int port) {
        return new PostgresAddress(url(database, port), USER, Optional.empty());
    }

    private static String url(String database, int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** SIGKILL to every process of the server at once, as a crash of the machine would end them. */
    public void kill() {
        Process server = process;
        if (server == null) {
            return;
        }
        List<ProcessHandle> children = server.descendants().toList();
        server.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        end(server);
        children.forEach(child -> child.onExit().join());
    }

    private static int end(Process ended) {
        try {
            if (!ended.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("PostgreSQL does not end");
            }
            return ended.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
