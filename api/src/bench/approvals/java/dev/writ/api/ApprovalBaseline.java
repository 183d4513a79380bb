package dev.writ.api;

import dev.writ.api.evidence.Signed;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Prints what decisions on promotions and whole approvals cost over HTTP. Arguments: seconds for each measurement. */
public final class ApprovalBaseline {
    private static final List<Integer> CALLERS = List.of(1, 16, 64);
    private static final String MODEL = "measured:1";
    private static final String ASK = "{\"action\":{\"name\":\"promote\",\"properties\":{\"environment\":\"production\"}},"
            + "\"resource\":{\"type\":\"model\",\"id\":\"" + MODEL + "\",\"properties\":{\"digest\":\"sha256:"
            + Signed.digest(MODEL) + "\"}}";

    private ApprovalBaseline() {}

    /** Who takes part. */
    private record Team(Client ana, Client bob, Client cleo, Client deployer) {}

    public static void main(String[] args) throws Exception {
        Duration time = Duration.ofSeconds(Long.parseLong(args[0]));
        System.out.println("processors " + Runtime.getRuntime().availableProcessors() + ", java " + Runtime.version());
        for (int callers : CALLERS) {
            System.out.println(Folders.in(folder -> measure(folder, callers, time)));
        }
    }

    private static Load.Result measure(Path folder, int callers, Duration time) throws Exception {
        try (Issuer issuer = Issuer.start();
                ServiceProcess service = ServiceProcess.run(
                        List.of(),
                        List.of("-Xmx1g"),
                        "serve",
                        "--port",
                        "0",
                        "--data-dir",
                        folder.toString(),
                        "--rate-limit",
                        "0",
                        "--oidc-issuer",
                        issuer.url(),
                        "--oidc-audience",
                        Issuer.AUDIENCE)) {
            Team team = team(service.client(), issuer, folder);
            String asked = ASK + ",\"subject\":{\"type\":\"user\",\"id\":\"ana\"}}";
            Callable<?> ask = () -> team.ana().post("/access/v1/evaluation", asked).expect(200);
            Load.warmUp(callers, ask);
            System.out.println(Load.run("decisions on a promotion", callers, time, ask));
            Load.warmUp(callers, () -> approve(team));
            return Load.run("requests to redemptions", callers, time, () -> approve(team));
        }
    }

    private static Client.Answer approve(Team team) {
        var request = team.ana().post("/api/v1/change-requests", ASK + "}").expect(201);
        String path = "/api/v1/change-requests/" + request.text("id");
        String vote = "{\"verdict\":\"approve\",\"digest\":\"" + request.text("digest") + "\"}";
        team.bob().post(path + "/votes", vote).expect(201);
        team.cleo().post(path + "/votes", vote).expect(201);
        var permit = team.ana().get(path + "/permit").expect(200);
        String payload = new String(Base64.getDecoder().decode(permit.text("payload")), StandardCharsets.UTF_8);
        Json statement = new StrictJson().read(payload);
        Map<String, Json> predicate = members(members(statement).get("predicate"));
        return team.deployer()
                .post(
                        "/api/v1/permits/" + text(predicate.get("id")) + "/redemptions",
                        "{\"nonce\":\"" + text(predicate.get("nonce"))
                                + "\",\"environment\":\"production\",\"artifacts\":[{\"digest\":\"sha256:"
                                + Signed.digest(MODEL) + "\"}]}")
                .expect(201);
    }

    private static Map<String, Json> members(@Nullable Json value) {
        return value instanceof Json.Obj(Map<String, Json> members) ? members : Map.of();
    }

    private static String text(@Nullable Json value) {
        return value instanceof Json.Str(String text) ? text : "";
    }

    private static Team team(Client client, Issuer issuer, Path folder) throws Exception {
        Client admin = client.withToken(Acknowledged.bootstrap(client, folder));
        person(admin, issuer, "ana", "\"requester\"");
        person(admin, issuer, "bob", "");
        person(admin, issuer, "cleo", "");
        person(admin, issuer, "tom", "");
        person(admin, issuer, "tim", "");
        person(admin, issuer, "deploy", "\"deployer\"");
        person(admin, issuer, "training", "\"producer\"");
        admin.put("/api/v1/groups/model-risk", "{\"members\":[\"bob\",\"cleo\"]}").expect(200);
        Signed key = new Signed("measured");
        admin.post("/api/v1/producers", key.registration("training")).expect(201);
        Client training = signedIn(client, issuer, "training");
        submit(
                training,
                key,
                "evaluation",
                "{\"metrics\":{\"accuracy\":0.93,\"fairness_gap\":0.01,\"latency_p95_ms\":5,\"memory_mb\":90}}");
        submit(
                training,
                key,
                "reproducibility",
                "{\"seed\":42,\"code_version\":\"sha256:" + Signed.digest("code") + "\",\"data_digest\":\"sha256:"
                        + Signed.digest("data") + "\",\"lock_file_digest\":\"sha256:" + Signed.digest("lock") + "\"}");
        submit(training, key, "training", "{\"trainer\":\"tom\",\"author\":\"tim\"}");
        return new Team(
                signedIn(client, issuer, "ana"),
                signedIn(client, issuer, "bob"),
                signedIn(client, issuer, "cleo"),
                signedIn(client, issuer, "deploy"));
    }

    private static void person(Client admin, Issuer issuer, String id, String roles) {
        admin.post(
                        "/api/v1/principals",
                        "{\"id\":\"" + id + "\",\"kind\":\"human\",\"roles\":[" + roles
                                + "],\"attributes\":{},\"identity\":{\"issuer\":\"" + issuer.url()
                                + "\",\"subject\":\"" + id + "\"}}")
                .expect(201);
    }

    private static Client signedIn(Client client, Issuer issuer, String id) {
        return client.withToken(issuer.token(id));
    }

    private static void submit(Client training, Signed key, String type, String predicate) {
        String statement = Signed.statement(MODEL, "https://writ.dev/evidence/" + type + "/v1", predicate);
        training.post("/api/v1/evidence", key.envelope(statement)).expect(201);
    }
}
