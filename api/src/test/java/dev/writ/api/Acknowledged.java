package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationReport;
import dev.writ.ledger.verify.VerificationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Decisions that a service has answered, to be found again whatever happened to it since. */
final class Acknowledged {
    private static final String ASK = "{\"subject\":{\"type\":\"user\",\"id\":\"root\"},\"action\":{\"name\":\"read\"},"
            + "\"resource\":{\"type\":\"dataset\",\"id\":\"nothing\"}}";

    private final Map<String, Long> indexes = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();

    /** Makes the first administrator of a new service and gives the token. */
    static String bootstrap(Client client, Path dataDir) throws IOException {
        String secret = Files.readString(dataDir.resolve("bootstrap-token")).strip();
        return client.withToken(secret)
                .post("/api/v1/bootstrap", "{\"id\":\"root\"}")
                .expect(201)
                .text("token");
    }

    /** A client that may read the ledger. */
    static Client auditor(Client admin) {
        return admin.withToken(auditorToken(admin));
    }

    /** The token of somebody who may read the ledger. */
    static String auditorToken(Client admin) {
        admin.post("/api/v1/principals", "{\"id\":\"auditor\",\"kind\":\"human\",\"roles\":[\"auditor\"]}")
                .expect(201);
        return admin.post("/api/v1/tokens", "{\"principal\":\"auditor\",\"scopes\":[\"read\"]}")
                .expect(201)
                .text("token");
    }

    /** Asks from many threads until the service refuses or hangs up; counts the latch down with every answer. */
    List<Thread> askUntilItEnds(Client caller, int threads, CountDownLatch answers) {
        return java.util.stream.IntStream.range(0, threads)
                .mapToObj(n -> Thread.ofVirtual().start(() -> {
                    while (ask(caller)) {
                        answers.countDown();
                    }
                    answers.countDown();
                }))
                .toList();
    }

    /** Asks once; false if there was no decision. */
    boolean ask(Client caller) {
        try {
            var answer = caller.post("/access/v1/evaluation", ASK);
            if (answer.status() != 200) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                refused.incrementAndGet();
                return false;
            }
            indexes.put(answer.text("context", "id"), answer.number("context", "ledger", "index"));
            return true;
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }

    /** How many decisions were answered. */
    int count() {
        return indexes.size();
    }

    /** How often the service said 503. */
    int refused() {
        return refused.get();
    }

    /** Finds every decision again, at its index. */
    void assertAllThere(Client auditor) {
        assertThat(indexes.values()).doesNotHaveDuplicates();
        indexes.forEach((id, index) -> assertThat(
                        auditor.get("/api/v1/decisions/" + id).expect(200).number("ledger", "index"))
                .isEqualTo(index));
    }

    /** Verifies the whole log over HTTP, and that it extends an older checkpoint. */
    static VerificationReport verify(Client auditor, List<String> since) {
        String keys = auditor.get("/ledger/main/keys").expect(200).body();
        var request = new VerificationRequest(
                TrustedKeys.parse(keys.lines().toList()),
                since.stream().map(Bytes::utf8).toList(),
                List.of());
        var report = LogVerifier.verify(
                (path, limit) -> {
                    var answer = auditor.get("/ledger/main/" + path);
                    return answer.status() == 200
                            ? Optional.of(Bytes.of(answer.response().body()))
                            : Optional.empty();
                },
                request,
                Progress.NONE);
        assertThat(report.finding()).isEmpty();
        return report;
    }
}
