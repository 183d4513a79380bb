package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.PostgresAddress;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real services on one PostgreSQL: two of them write one log, and what they acknowledged outlives the database's processes. */
@ExtendWith(SharedPostgres.class)
@Tag("faults")
@Timeout(400)
class PostgresNodesIT {
    private static final int ANSWERS = 200;
    /** How often the database is killed, and connections are cut; {@code -Dwrit.rounds} asks for more of both. */
    private static final int KILLS = Integer.getInteger("writ.rounds", 1);

    private static final int CUTS = 2 * KILLS;

    private static final int THREADS = 8;

    private final PostgresServer shared;

    @TempDir
    Path dir = Path.of("");

    PostgresNodesIT(PostgresServer shared) {
        this.shared = shared;
    }

    @Test
    void twoServicesAppendToOneLogAtOnce() throws Exception {
        PostgresAddress database = shared.address(shared.freshDatabase());
        var acknowledged = new Acknowledged();
        List<String> checkpoints = new ArrayList<>();
        try (ServiceProcess first = serve("a", database)) {
            Client one = first.client();
            String admin = Acknowledged.bootstrap(one, dir.resolve("a"));
            Client auditor = Acknowledged.auditor(one.withToken(admin));
            checkpoints.add(checkpoint(auditor));
            join("b", checkpoints.getFirst());
            try (ServiceProcess second =
                    serve("b", database, "--checkpoint", dir.resolve("joining").toString())) {
                Client two = second.client();
                askBoth(acknowledged, one.withToken(admin), two.withToken(admin));

                Client other = auditor.at(two.base());
                acknowledged.assertAllThere(auditor);
                acknowledged.assertAllThere(other);
                checkpoints.add(checkpoint(other));
                assertThat(Acknowledged.verify(auditor, checkpoints).entries()).isGreaterThan(acknowledged.count());
                exportVerifies(database, checkpoints);

                first.kill();
                assertThat(acknowledged.ask(two.withToken(admin))).isTrue();
                checkpoints.add(checkpoint(other));
            }
        }
        try (ServiceProcess again = serve("a", database)) {
            Client reader = again.client();
            assertThat(again.output()).contains(" and " + database.url());
            assertThat(reader.get("/actuator/health").status()).isEqualTo(200);
        }
        exportVerifies(database, checkpoints);
    }

    /** As an operator makes another node: the keys of the log are copied, and a checkpoint takes the place of the pin. */
    private void join(String node, String checkpoint) throws Exception {
        Path from = dir.resolve("a/ledger/main");
        Path to = Files.createDirectories(dir.resolve(node).resolve("ledger/main"));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(each -> !each.endsWith("pin")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        Files.writeString(dir.resolve("joining"), checkpoint);
    }

    private static void askBoth(Acknowledged acknowledged, Client one, Client two) throws InterruptedException {
        var answers = new CountDownLatch(ANSWERS);
        List<Thread> callers = new ArrayList<>();
        for (Client node : List.of(one, two)) {
            for (int i = 0; i < THREADS; i++) {
                callers.add(Thread.ofVirtual().start(() -> {
                    while (answers.getCount() > 0 && acknowledged.ask(node)) {
                        answers.countDown();
                    }
                }));
            }
        }
        assertThat(answers.await(120, TimeUnit.SECONDS)).isTrue();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(acknowledged.refused()).isZero();
    }

    @Test
    void whatWasAcknowledgedSurvivesADatabaseThatIsKilled() throws Exception {
        try (PostgresServer own = PostgresServer.start()) {
            PostgresAddress database = own.address(own.freshDatabase());
            var acknowledged = new Acknowledged();
            try (ServiceProcess service = serve("a", database)) {
                Client client = service.client();
                String admin = Acknowledged.bootstrap(client, dir.resolve("a"));
                Client auditor = Acknowledged.auditor(client.withToken(admin));
                List<String> checkpoints = new ArrayList<>(List.of(checkpoint(auditor)));
                for (int round = 0; round < KILLS; round++) {
                    var answers = new CountDownLatch(ANSWERS);
                    List<Thread> callers = acknowledged.askUntilItEnds(client.withToken(admin), THREADS, answers);
                    assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
                    own.kill();
                    for (Thread caller : callers) {
                        caller.join();
                    }
                    assertThat(client.get("/actuator/health/readiness").status())
                            .isEqualTo(503);
                    assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
                    own.run();
                    goesOn(acknowledged, client.withToken(admin));
                    acknowledged.assertAllThere(auditor);
                    checkpoints.add(checkpoint(auditor));
                }
                Acknowledged.verify(auditor, checkpoints);
            }
        }
    }

    @Test
    void aCutConnectionLosesAndDoublesNothing() throws Exception {
        String name = shared.freshDatabase();
        try (CutProxy proxy = CutProxy.to(shared.port());
                ServiceProcess service = serve("a", PostgresServer.address(name, proxy.port()))) {
            var acknowledged = new Acknowledged();
            Client client = service.client();
            String admin = Acknowledged.bootstrap(client, dir.resolve("a"));
            Client auditor = Acknowledged.auditor(client.withToken(admin));
            List<String> checkpoints = new ArrayList<>(List.of(checkpoint(auditor)));
            for (int round = 0; round < CUTS; round++) {
                var answers = new CountDownLatch(THREADS);
                List<Thread> callers = acknowledged.askUntilItEnds(client.withToken(admin), THREADS, answers);
                assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
                while (callers.stream().anyMatch(Thread::isAlive)) {
                    proxy.cutAll();
                    callers.getFirst().join(50);
                }
                goesOn(acknowledged, client.withToken(admin));
                checkpoints.add(checkpoint(auditor));
            }
            assertThat(acknowledged.refused()).as("cuts that were noticed").isPositive();
            acknowledged.assertAllThere(auditor);
            Acknowledged.verify(auditor, checkpoints);
        }
    }

    /** Asks until there is a decision again. */
    private static void goesOn(Acknowledged acknowledged, Client client) {
        for (int i = 0; i < 300; i++) {
            if (acknowledged.ask(client)) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new AssertionError("the service does not recover");
    }

    private ServiceProcess serve(String node, PostgresAddress database, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--port",
                "0",
                "--data-dir",
                dir.resolve(node).toString(),
                "--db-url",
                database.url(),
                "--db-user",
                database.user()));
        arguments.addAll(List.of(more));
        return ServiceProcess.run(arguments.toArray(String[]::new));
    }

    private static String checkpoint(Client auditor) {
        return auditor.get("/ledger/main/checkpoint").expect(200).body();
    }

    /** By a role that may read the tables of the log, and nothing else. */
    private void exportVerifies(PostgresAddress database, List<String> checkpoints) throws Exception {
        Path out = dir.resolve("export" + checkpoints.size());
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        String role = "reader" + checkpoints.size() + name;
        shared.execute(
                name,
                "create role " + role + " login",
                "grant select on ledger_head, ledger_entry, ledger_node, ledger_checkpoint, ledger_key to " + role);
        try (ServiceProcess export = ServiceProcess.run(
                "ledger-export", "--db-url", database.url(), "--db-user", role, "--dir", out.toString())) {
            assertThat(export.exitCode()).as(export.output()).isZero();
        }
        var request = new VerificationRequest(
                TrustedKeys.parse(Files.readAllLines(out.resolve("keys"))),
                checkpoints.stream().map(Bytes::utf8).toList(),
                List.of());
        var report = LogVerifier.verify(new DirectorySource(out), request, Progress.NONE);
        assertThat(report.finding()).isEmpty();
        assertThat(report.anchors()).isEqualTo(checkpoints.size());
    }
}
