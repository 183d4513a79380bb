package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.ConsistencyProof;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.InclusionProof;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.tile.EntryBundle;
import dev.writ.ledger.tile.TilePath;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationRequest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code /ledger/main/}: what an auditor with nothing but the keys can check. */
@ExtendWith(SharedService.class)
@Tag("database")
class LedgerEndpointsTest {
    private final Client auditor;
    private final TrustedKeys keys;

    LedgerEndpointsTest(People people) {
        this.auditor = people.auditor();
        this.keys = TrustedKeys.parse(
                auditor.get("/ledger/main/keys").expect(200).body().lines().toList());
        people.requester()
                .post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                + "{\"type\":\"dataset\",\"id\":\"ledger\"}}")
                .expect(200);
    }

    private Checkpoint checkpoint() {
        return keys.verify(Bytes.of(auditor.get("/ledger/main/checkpoint")
                        .expect(200)
                        .response()
                        .body()))
                .checkpoint();
    }

    @Test
    void theCheckpointIsSignedByBothKeys() {
        assertThat(keys.keys()).hasSize(2);
        assertThat(checkpoint().origin()).isEqualTo("writ.local/ledger/main");
        assertThat(checkpoint().size()).isGreaterThan(5);
    }

    @Test
    void theWholeLogVerifiesOverHttp() {
        var report = LogVerifier.verify(
                (path, limit) -> {
                    var answer = auditor.get("/ledger/main/" + path);
                    return answer.status() == 200
                            ? Optional.of(Bytes.of(answer.response().body()))
                            : Optional.empty();
                },
                VerificationRequest.of(keys),
                Progress.NONE);
        assertThat(report.finding()).isEmpty();
        assertThat(report.entries()).isGreaterThan(5);
    }

    @Test
    void aProofNeedsNoNetwork() throws Exception {
        Bytes entry = entry(3);
        var proof = LogProof.parse(Bytes.of(
                auditor.get("/ledger/main/proof/3").expect(200).response().body()));
        assertThat(proof.verify(TreeHash.leaf(entry), keys).size()).isGreaterThan(3);
    }

    @Test
    void proofsAsJsonHoldForAnyPublishedSize() throws Exception {
        long size = checkpoint().size() - 2;
        var consistency = auditor.get("/ledger/main/proof/consistency?first=" + size + "&second=" + (size + 2))
                .expect(200);
        Checkpoint head = checkpoint();
        if (head.size() == size + 2) {
            var inclusion = auditor.get("/ledger/main/proof/inclusion?index=1&size=" + head.size())
                    .expect(200);
            new InclusionProof(1, head.size(), path(inclusion)).verify(TreeHash.leaf(entry(1)), head.root());
        }
        assertThat(new ConsistencyProof(size, size + 2, path(consistency)).path())
                .isNotEmpty();
        var older = auditor.get("/ledger/main/proof/inclusion?index=0&size=2").expect(200);
        new InclusionProof(0, 2, path(older))
                .verify(TreeHash.leaf(entry(0)), TreeHash.node(TreeHash.leaf(entry(0)), TreeHash.leaf(entry(1))));
    }

    private Bytes entry(int index) {
        var path = new TilePath(TilePath.ENTRIES, 0, index + 1);
        byte[] bundle = auditor.get("/ledger/main/" + path.text())
                .expect(200)
                .response()
                .body();
        return EntryBundle.decode(path, Bytes.of(bundle)).get(index);
    }

    private static List<Hash> path(Client.Answer answer) {
        return answer.items("path").stream()
                .map(item -> item instanceof Json.Str(String text) ? Hash.parseBase64(text) : Hash.ZERO)
                .toList();
    }

    @Test
    void tilesMayBeKeptAndCheckpointsMayNot() {
        assertThat(auditor.get("/ledger/main/tile/0/000.p/2").expect(200).header("Cache-Control"))
                .contains("immutable")
                .contains("private")
                .doesNotContain("public");
        assertThat(auditor.get("/ledger/main/checkpoint").header("Cache-Control"))
                .contains("no-store");
        assertThat(auditor.get("/ledger/main/tile/0/000.p/2").response().body()).hasSize(64);
    }

    @Test
    void everyFileHasItsTypeAndATagThatSparesReadingItAgain() {
        for (String file : List.of("checkpoint", "keys", "proof/1", "tile/0/000.p/2", "tile/entries/000.p/2")) {
            var whole = auditor.get("/ledger/main/" + file).expect(200);
            assertThat(whole.header("Content-Type"))
                    .as(file)
                    .isEqualTo(file.startsWith("tile") ? "application/octet-stream" : "text/plain;charset=utf-8");
            String tag = whole.header("ETag");
            assertThat(tag).as(file).matches("\"[0-9a-f]{32}\"");
            if (file.startsWith("tile")) {
                var again = auditor.send(auditor.request("/ledger/main/" + file).header("If-None-Match", tag));
                assertThat(again.status()).isEqualTo(304);
                assertThat(again.response().body()).isEmpty();
            }
            var head = auditor.send(
                    auditor.request("/ledger/main/" + file).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.expect(200).response().body()).isEmpty();
            assertThat(head.header("Content-Type")).isEqualTo(whole.header("Content-Type"));
        }
    }

    @Test
    void aBundleIsPackedForWhoeverAcceptsIt() throws Exception {
        String path = "/ledger/main/tile/entries/000.p/3";
        var plain = auditor.get(path).expect(200);
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(plain.header("Vary")).contains("Accept-Encoding");
        for (String accepted : List.of("gzip", "br, GZIP;q=0.5", "*", "deflate;q=0.1, gzip , *;q=0")) {
            var packed = auditor.send(auditor.request(path).header("Accept-Encoding", accepted));
            assertThat(packed.header("Content-Encoding")).as(accepted).isEqualTo("gzip");
            assertThat(packed.header("ETag")).endsWith("-gzip\"").isNotEqualTo(plain.header("ETag"));
            var in = new GZIPInputStream(
                    new ByteArrayInputStream(packed.response().body()));
            assertThat(in.readAllBytes()).isEqualTo(plain.response().body());
        }
        for (String refused : List.of("identity", "gzip;q=0", "gzip;q=0.000, *", "br")) {
            var answer = auditor.send(auditor.request(path).header("Accept-Encoding", refused));
            assertThat(answer.header("Content-Encoding")).as(refused).isEmpty();
            assertThat(answer.response().body()).isEqualTo(plain.response().body());
        }
        var hashes = auditor.send(auditor.request("/ledger/main/tile/0/000.p/9").header("Accept-Encoding", "gzip"));
        assertThat(hashes.header("Content-Encoding")).isEmpty();
    }

    @Test
    void whatTheTreeDoesNotHaveIsNotThere() {
        long size = checkpoint().size();
        for (String file : List.of(
                "tile/0/001",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/0",
                "tile/1/000",
                "tile/entries/001.p/1",
                "tile/64/000",
                "proof/" + (size + 1000))) {
            auditor.get("/ledger/main/" + file).expectProblem(404, "ledger.nothing_here");
        }
        auditor.get("/ledger/main/proof/01").expectProblem(400, "parameter.number");
        auditor.get("/ledger/other/checkpoint").expectProblem(404, "log.unknown");
    }
}
