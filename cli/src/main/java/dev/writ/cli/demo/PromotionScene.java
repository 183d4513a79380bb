package dev.writ.cli.demo;

import dev.writ.cli.Home;
import dev.writ.cli.evidence.EvidenceFile;
import dev.writ.cli.evidence.Submitted;
import dev.writ.cli.gate.Artifact;
import dev.writ.cli.gate.Decision;
import dev.writ.cli.gate.PromotionRequest;
import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import dev.writ.cli.key.ProducerKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Scenes (b) and (c): a promotion is decided on signed evidence about the artifact's real bytes, and on nothing else. */
final class PromotionScene {
    private static final String MODEL = "home-mortgage:1.0.0";

    private final People people;
    private final Board board;
    private final Path example;
    private final Path evidence;
    private final String digest;
    private final ProducerKey key = ProducerKey.generate(new SecureRandom());

    PromotionScene(Home home, People people, Board board) {
        this.people = people;
        this.board = board;
        this.example = home.example();
        this.evidence = example.resolve("evidence");
        this.digest = Artifact.digest(example.resolve("model").resolve("home-mortgage.onnx"));
    }

    Promoted play() {
        ServiceClient.json(people.administrator().post("/api/v1/producers", key.registration(People.PIPELINE)));
        board.heading("(b) the first try: measured through a slow serving path, training not reproduced");
        submit(evidence.resolve("first-try").resolve("evaluation.json"));
        Decision denied = firstTry();
        board.heading("(c) the real evidence");
        Decision forged = forged(denied);
        for (String name : List.of("training.json", "reproducibility.json", "evaluation.json")) {
            submit(evidence.resolve(name));
        }
        Decision staging = staging();
        return new Promoted(denied, List.of(denied, forged, staging, production()));
    }

    private Decision firstTry() {
        Decision decision = ask(request("staging").json());
        SortedSet<String> codes = Reasons.codes(decision);
        board.step(
                "b1",
                People.MANAGER + " promotes " + MODEL + " to staging",
                "denied: latency, reproducibility; what to do",
                decision.outcome().words() + ": " + topics(codes)
                        + (Reasons.allHaveRemediation(decision) ? "; what to do" : "; not what to do"));
        Reasons.show(board, decision);
        return decision;
    }

    /** Better numbers and a made-up record in every place of the request where a caller can write. */
    private Decision forged(Decision before) {
        ObjectNode wishes = Json.object();
        wishes.set("metrics", metrics());
        wishes.set("evidence", Json.array().add(statement("evaluation.json")).add(statement("reproducibility.json")));
        wishes.set("reproducibility", statement("reproducibility.json").path("predicate"));
        ObjectNode request = request("staging").json();
        request.set("context", wishes);
        ((ObjectNode) request.path("subject")).set("properties", wishes);
        ((ObjectNode) request.path("action").path("properties")).setAll(wishes);
        ((ObjectNode) request.path("resource").path("properties")).setAll(wishes);
        Decision decision = ask(request);
        boolean same = Reasons.codes(decision).equals(Reasons.codes(before));
        board.step(
                "c1",
                "again, with better metrics in the request",
                "denied for the same reasons",
                decision.outcome().words() + (same ? " for the same reasons" : ": " + Reasons.codes(decision)));
        return decision;
    }

    private Decision staging() {
        Decision decision = ask(request("staging").json());
        board.step(
                "c2",
                "again, on the real, signed evidence",
                "allowed",
                decision.outcome().words());
        Reasons.show(board, decision);
        board.detail("measured: " + new String(Json.compact(metrics()), StandardCharsets.UTF_8));
        board.detail("policy " + decision.revision() + ", entry " + decision.index() + " of the ledger");
        return decision;
    }

    private Decision production() {
        Decision decision = ask(request("production").json());
        String who = decision.approvals().isEmpty() ? ", nobody named" : ", approvers named";
        board.step(
                "c3",
                "and to production",
                "approval required, approvers named",
                decision.outcome().words() + who);
        Reasons.show(board, decision);
        decision.approvals().forEach(approval -> board.detail("must approve: " + approval));
        return decision;
    }

    private PromotionRequest request(String environment) {
        return new PromotionRequest(People.MANAGER, MODEL, digest, environment);
    }

    private Decision ask(JsonNode request) {
        return Decision.of(ServiceClient.json(people.manager().post("/access/v1/evaluation", request)));
    }

    private void submit(Path file) {
        JsonNode envelope = EvidenceFile.envelope(file, Optional.of(key));
        Submitted submitted = Submitted.submit(people.pipeline(), envelope);
        board.say("        " + People.PIPELINE + " signs and submits " + example.relativize(file) + " (entry "
                + submitted.index() + ")");
    }

    private JsonNode metrics() {
        return statement("evaluation.json").path("predicate").path("metrics");
    }

    private JsonNode statement(String name) {
        return Json.read(evidence.resolve(name));
    }

    private static String topics(SortedSet<String> codes) {
        return List.of("latency", "reproducibility", "accuracy", "fairness", "memory", "training").stream()
                .filter(topic -> codes.stream().anyMatch(code -> code.contains(topic)))
                .collect(Collectors.joining(", "));
    }
}
