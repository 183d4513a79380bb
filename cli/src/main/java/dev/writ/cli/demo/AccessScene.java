package dev.writ.cli.demo;

import dev.writ.cli.Home;
import dev.writ.cli.gate.Decision;
import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Scene (a): a data set may be read for the purpose it was registered for, and for no other. */
final class AccessScene {
    private static final String DATASET = "home-mortgage-applications";

    private final Home home;
    private final People people;
    private final Board board;

    AccessScene(Home home, People people, Board board) {
        this.home = home;
        this.people = people;
        this.board = board;
    }

    void play() {
        board.heading("(a) a data set is read for a purpose, or not at all");
        JsonNode registration = Json.read(home.example().resolve("dataset.json"));
        ServiceClient.json(people.steward().put("/api/v1/datasets/" + DATASET, registration));
        wrongPurpose();
        rightPurpose();
    }

    private void wrongPurpose() {
        Decision decision = read("advertising");
        board.step(
                "a1",
                People.SCIENTIST + " reads mortgage applications for advertising",
                "denied: access.purpose.not_registered",
                decision.outcome().words() + ": " + codes(decision));
        Reasons.show(board, decision);
    }

    private void rightPurpose() {
        Decision decision = read("model-training");
        String types = decision.obligations().stream()
                .map(obligation -> Json.text(obligation, "type"))
                .sorted()
                .collect(Collectors.joining(", "));
        board.step(
                "a2",
                People.SCIENTIST + " reads them for model-training",
                "allowed with column_mask, row_filter",
                decision.outcome().words() + " with " + types);
        decision.obligations()
                .forEach(obligation ->
                        board.detail("must: " + new String(Json.compact(obligation), StandardCharsets.UTF_8)));
    }

    private Decision read(String purpose) {
        ObjectNode request = Json.object();
        request.set("subject", Json.object().put("type", "user").put("id", People.SCIENTIST));
        request.set("action", Json.object().put("name", "read"));
        request.set("resource", Json.object().put("type", "dataset").put("id", DATASET));
        request.set("context", Json.object().put("purpose", purpose));
        return Decision.of(ServiceClient.json(people.scientist().post("/access/v1/evaluation", request)));
    }

    private static String codes(Decision decision) {
        List<String> codes =
                decision.reasons().stream().map(Decision.Reason::code).toList();
        return String.join(", ", codes);
    }
}
