package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.Issuer;
import dev.writ.api.JoiningNode;
import dev.writ.api.PostgresServer;
import dev.writ.api.RunningService;
import dev.writ.api.SharedPostgres;
import dev.writ.api.approval.Organisation.House;
import dev.writ.api.evidence.Signed;
import dev.writ.api.platform.ServeOptions;
import dev.writ.ledger.entry.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Votes at two nodes on one PostgreSQL, at the same time. */
@ExtendWith(SharedPostgres.class)
class ApprovalNodesTest {
    private static final int REQUESTS = 8;
    private static final List<String> VOTERS = List.of("bob", "cleo", "dora", "finn");

    private final PostgresServer shared;

    @TempDir
    Path dir = Path.of("");

    ApprovalNodesTest(PostgresServer shared) {
        this.shared = shared;
    }

    @Test
    void theLastSeatIsFilledOnceWhicheverNodeTheVotesComeTo() throws Exception {
        try (Issuer issuer = Issuer.start()) {
            ServeOptions options = RunningService.options(
                    dir.resolve("a"), Optional.of(shared.address(shared.freshDatabase())), Optional.of(issuer.oidc()));
            try (RunningService one = RunningService.start(options)) {
                Client admin = one.bootstrap();
                Client auditor = one.principal(admin, "auditor", List.of("auditor"), List.of("read"));
                Client ana = team(one, admin, issuer);
                try (RunningService two =
                        RunningService.start(JoiningNode.options(options, dir.resolve("b"), auditor))) {
                    List<Answer> requests = opened(ana);
                    race(requests, issuer, one, two);
                    for (Answer request : requests) {
                        requireApprovedOnce(
                                request, auditor, ana.at(two.client().base()));
                    }
                }
            }
        }
    }

    private static Client team(RunningService service, Client admin, Issuer issuer) {
        service.person(admin, issuer, "ana", List.of("requester"));
        VOTERS.forEach(voter -> service.person(admin, issuer, voter, List.of()));
        admin.put(
                        "/api/v1/groups/model-risk",
                        "{\"members\":" + Client.texts(VOTERS).canonical().text() + "}")
                .expect(200);
        service.person(admin, issuer, "example-trainer", List.of());
        service.person(admin, issuer, "example-author", List.of());
        Signed key = new Signed("nodes-producer");
        Client trainer = service.principal(admin, "trainer", List.of("producer"), List.of("submit"));
        admin.post("/api/v1/producers", key.registration("trainer")).expect(201);
        House.EVIDENCE.forEach((type, predicate) -> trainer.post(
                        "/api/v1/evidence",
                        key.envelope(
                                Signed.statement("nodes:1", "https://writ.dev/evidence/" + type + "/v1", predicate)))
                .expect(201));
        return service.client().withToken(issuer.token("ana"));
    }

    private static List<Answer> opened(Client ana) {
        List<Answer> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(ana.post("/api/v1/change-requests", House.promotion("nodes:1", "production"))
                    .expect(201));
        }
        return requests;
    }

    /** Everybody votes on everything at once, at one node or the other; two votes on each are enough. */
    private static void race(List<Answer> requests, Issuer issuer, RunningService... nodes) throws Exception {
        List<Callable<Integer>> votes = new ArrayList<>();
        for (Answer request : requests) {
            for (int voter = 0; voter < VOTERS.size(); voter++) {
                Client client = nodes[voter % nodes.length].client().withToken(issuer.token(VOTERS.get(voter)));
                String path = "/api/v1/change-requests/" + request.text("id") + "/votes";
                String vote = "{\"verdict\":\"approve\",\"digest\":\"" + request.text("digest") + "\"}";
                votes.add(() -> client.post(path, vote).status());
            }
        }
        try (var threads = Executors.newFixedThreadPool(VOTERS.size() * 2)) {
            for (Future<Integer> status : threads.invokeAll(votes)) {
                assertThat(status.get()).isIn(201, 409);
            }
        }
    }

    private static void requireApprovedOnce(Answer request, Client auditor, Client ana) {
        String id = request.text("id");
        Answer now = ana.get("/api/v1/change-requests/" + id).expect(200);
        assertThat(now.text("state")).isEqualTo("approved");
        assertThat(now.items("votes")).hasSize(2);
        ana.get("/api/v1/change-requests/" + id + "/permit").expect(200);
        assertThat(auditor.get("/api/v1/ledger/entries?type=change-request.approved&resource=" + id)
                        .expect(200)
                        .items("items"))
                .hasSize(1);
        assertThat(ana.get("/api/v1/permits?limit=200").expect(200).items("items").stream()
                        .map(Json.Obj.class::cast)
                        .filter(permit ->
                                new Json.Str(id).equals(permit.members().get("change_request"))))
                .hasSize(1);
    }
}
