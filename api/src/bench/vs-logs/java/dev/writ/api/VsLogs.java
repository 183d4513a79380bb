package dev.writ.api;

import dev.writ.api.audit.AppendBaseline;
import dev.writ.api.audit.PinnedLog;
import dev.writ.api.audit.AppendBaseline.Way;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.PostgresDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Durable appends of 256 callers: into our log on H2 and on PostgreSQL, into a log of Tessera's POSIX driver, and into a table of
 * PostgreSQL alone; in turn, so that a slower hour of the machine meets all of them. Arguments: rounds, seconds for each
 * measurement, the program {@code tessera-load}, all in one text.
 */
public final class VsLogs {
    private static final int CALLERS = 256;
    private static final int CONNECTIONS = 150;
    private static final int GROUP = 200;
    private static final int ROW_BYTES = 400;

    private final Duration time;
    private final String tessera;
    private final PostgresServer server;

    private VsLogs(Duration time, String tessera, PostgresServer server) {
        this.time = time;
        this.tessera = tessera;
        this.server = server;
    }

    @FunctionalInterface
    private interface Measurement {
        Load.Result run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        LoggingSystem.get(VsLogs.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        String[] given = args[0].split(" ", 3);
        int rounds = Integer.parseInt(given[0]);
        System.out.println("processors " + Runtime.getRuntime().availableProcessors() + ", java " + Runtime.version() + ", "
                + CALLERS + " callers, " + rounds + " rounds of " + given[1] + " s; medians of the rounds");
        try (PostgresServer server = PostgresServer.start()) {
            new VsLogs(Duration.ofSeconds(Long.parseLong(given[1])), given[2], server).run(rounds);
        }
    }

    private void run(int rounds) throws Exception {
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("writ, H2: durable and in a signed checkpoint", () -> embedded(Way.DIRECT));
        all.put("writ, H2, through the outbox: the same", () -> embedded(Way.OUTBOX));
        all.put("writ, PostgreSQL: durable and in a signed checkpoint", () -> postgres(Way.DIRECT));
        all.put("writ, PostgreSQL, through the outbox: the same", () -> postgres(Way.OUTBOX));
        all.put("Tessera POSIX, batches of 256 in 250 ms: written", () -> tessera("250ms", false));
        all.put("Tessera POSIX, batches of 256 in 10 ms: written", () -> tessera("10ms", false));
        all.put("Tessera POSIX, 10 ms: in a signed checkpoint", () -> tessera("10ms", true));
        all.put("PostgreSQL alone, a commit for each row, " + CONNECTIONS + " connections", () -> rows(CONNECTIONS, 1));
        all.put("PostgreSQL alone, rows in groups of " + GROUP + ", 8 connections", () -> rows(8, GROUP));
        Map<String, List<Load.Result>> results = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Measurement> one : all.entrySet()) {
                results.computeIfAbsent(one.getKey(), name -> new ArrayList<>()).add(one.getValue().run());
                System.err.println("round " + (round + 1) + " of " + rounds + ": " + one.getKey());
            }
        }
        double ours = median(results.values().iterator().next().stream().map(Load.Result::perSecond).toList());
        results.forEach((name, measured) -> {
            double rate = median(measured.stream().map(Load.Result::perSecond).toList());
            System.out.println("%-64s %8.0f /s   p50 %7.2f ms   p99 %7.2f ms   writ on H2 is %5.2f times as fast"
                    .formatted(
                            name,
                            rate,
                            median(measured.stream().map(Load.Result::p50).toList()),
                            median(measured.stream().map(Load.Result::p99).toList()),
                            ours / rate));
        });
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private Load.Result embedded(Way way) throws Exception {
        return Folders.in(folder -> {
            try (DataFolder data = DataFolder.open(folder)) {
                return AppendBaseline.run(data.database(PinnedLog.in(folder)), folder, way, CALLERS, time);
            }
        });
    }

    private Load.Result postgres(Way way) throws Exception {
        PostgresDatabase database =
                PostgresDatabase.at(server.address(server.freshDatabase()), Optional.empty());
        return Folders.in(folder -> AppendBaseline.run(database, folder, way, CALLERS, time));
    }

    private Load.Result tessera(String age, boolean published) throws Exception {
        return Folders.in(folder -> {
            List<String> command = new ArrayList<>(List.of(
                    tessera,
                    "-dir",
                    folder.resolve("log").toString(),
                    "-callers",
                    Integer.toString(CALLERS),
                    "-time",
                    time.toSeconds() + "s",
                    "-age",
                    age,
                    "-size",
                    Integer.toString(ROW_BYTES)));
            if (published) {
                command.add("-published");
            }
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("tessera-load failed: " + String.join(" ", command));
            }
            String[] numbers = out.strip().split(" ", 3);
            return new Load.Result(
                    "tessera",
                    CALLERS,
                    Double.parseDouble(numbers[0]),
                    Double.parseDouble(numbers[1]),
                    Double.parseDouble(numbers[2]));
        });
    }

    /** Rows of a table with a primary key; each transaction is durable when it is answered. */
    private Load.Result rows(int connections, int group) throws Exception {
        String database = server.freshDatabase();
        server.execute(database, "create table plain (id bigserial primary key, entry bytea not null)");
        BlockingQueue<Connection> pool = new LinkedBlockingQueue<>();
        for (int i = 0; i < connections; i++) {
            Connection connection = server.connect(database);
            connection.setAutoCommit(false);
            pool.add(connection);
        }
        byte[] entry = new byte[ROW_BYTES];
        new SecureRandom().nextBytes(entry);
        Load.Result commits = Load.run("rows", connections, time, () -> {
            Connection connection = pool.take();
            try (PreparedStatement insert = connection.prepareStatement("insert into plain (entry) values "
                    + "(?), ".repeat(group - 1) + "(?)")) {
                for (int i = 1; i <= group; i++) {
                    insert.setBytes(i, entry);
                }
                insert.execute();
                connection.commit();
            } finally {
                pool.add(connection);
            }
            return true;
        });
        for (Connection connection : pool) {
            connection.close();
        }
        return new Load.Result("rows", connections, commits.perSecond() * group, commits.p50(), commits.p99());
    }
}
