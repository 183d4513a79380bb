package dev.writ.api.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.PostgresServer;
import dev.writ.api.RunningService;
import dev.writ.api.SharedPostgres;
import dev.writ.api.approval.ApprovedRequest;
import dev.writ.api.permit.PermitService.House;
import dev.writ.api.platform.ServeOptions;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.permit.Permit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A policy is withdrawn at one node while the permits that stand on it are redeemed at another. */
@ExtendWith(SharedPostgres.class)
class WithdrawnPolicyTest {
    private static final Duration AT_MOST = Duration.ofSeconds(5);

    @TempDir
    private Path dir = Path.of("");

    @Test
    void everyNodeRefusesWhatStandsOnAWithdrawnPolicy(PostgresServer server) throws Exception {
        var database = server.address(server.freshDatabase());
        Path first = dir.resolve("a");
        try (House house = House.open(RunningService.options(first, Optional.of(database)), first);
                RunningService node = house.anotherNode(
                        joining(house, RunningService.options(dir.resolve("b"), Optional.of(database))))) {
            Client there = house.deployer().at(node.client().base());
            Permit good = permit(house, "wp-good");
            redeem(there, good, "wp-good").expect(201);
            Permit permit = permit(house, "wp-bad");
            ApprovedRequest waiting = house.approve("wp-waiting", Optional.empty());
            String path =
                    "/api/v1/policy-sets/main/revisions/" + permit.policy().text() + "/withdrawal";

            long start = System.nanoTime();
            house.admin().post(path, "{\"reason\":\"the threshold was wrong\"}").expect(201);
            redeem(there, permit, "wp-bad").expectProblem(409, "permit.policy_withdrawn");
            Duration taken = Duration.ofNanos(System.nanoTime() - start);

            assertThat(taken).isLessThan(AT_MOST);
            redeem(house.deployer(), permit, "wp-bad").expectProblem(409, "permit.policy_withdrawn");
            house.requester()
                    .get("/api/v1/change-requests/" + waiting.id() + "/permit")
                    .expectProblem(409, "permit.policy_withdrawn");
            house.admin().post(path, "{\"reason\":\"again\"}").expectProblem(409, "policy_set.revision.withdrawn");
            assertThat(house.auditor()
                            .get("/api/v1/permits?state=withdrawn")
                            .expect(200)
                            .items("items"))
                    .hasSize(2);
            assertThat(house.auditor()
                            .get("/api/v1/ledger/entries?type=policy.withdrawn")
                            .expect(200)
                            .items("items"))
                    .hasSize(1);
            listsOfBothNodesAreProved(house, node);
        }
    }

    /** Each node has a key of its own, and the log names both; where the ledger is public, so is the list. */
    private static void listsOfBothNodesAreProved(House house, RunningService node) {
        Client auditor = house.auditor();
        String here = auditor.get("/api/v1/permits/revocations").expect(200).text("signatures", "0", "keyid");
        String there = auditor.at(node.client().base())
                .get("/api/v1/permits/revocations")
                .expect(200)
                .text("signatures", "0", "keyid");
        assertThat(here).isNotEqualTo(there);
        node.client().get("/api/v1/permits/revocations").expect(200);
        node.client().get("/api/v1/permits").expectProblem(401, "token.missing");
        assertThat(auditor.get("/api/v1/ledger/entries?type=permit.key")
                        .expect(200)
                        .items("items"))
                .hasSize(2);
    }

    private static ServeOptions joining(House house, ServeOptions options) throws Exception {
        Path keys = options.dataDir().resolve("ledger").resolve("main");
        Files.createDirectories(keys);
        try (Stream<Path> files = Files.list(house.folder().resolve("ledger").resolve("main"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".key")).toList()) {
                Files.copy(file, keys.resolve(file.getFileName()));
            }
        }
        Path checkpoint = options.dataDir().resolve("joining");
        Files.writeString(
                checkpoint,
                house.auditor().get("/ledger/main/checkpoint").expect(200).body());
        return new ServeOptions(
                options.host(),
                options.port(),
                options.dataDir(),
                options.postgres(),
                options.bundle(),
                options.origin(),
                Optional.of(checkpoint),
                options.dev(),
                true,
                options.publicUrl(),
                options.outbound(),
                options.tls(),
                options.tenants(),
                options.oidc(),
                options.rateLimit());
    }

    private static Permit permit(House house, String artifact) {
        ApprovedRequest request = house.approve(artifact, Optional.empty());
        String file = house.requester()
                .get("/api/v1/change-requests/" + request.id() + "/permit")
                .expect(200)
                .body();
        return Permit.parse(Envelope.read(new StrictJson().read(file)).payload());
    }

    private static Client.Answer redeem(Client deployer, Permit permit, String artifact) {
        String nonce = HexFormat.of().formatHex(permit.nonce().toArray());
        return deployer.post(
                "/api/v1/permits/" + permit.id() + "/redemptions",
                "{\"nonce\":\"" + nonce + "\",\"environment\":\"production\",\"artifacts\":[{\"digest\":\"sha256:"
                        + House.hash(artifact).hex() + "\"}]}");
    }
}
