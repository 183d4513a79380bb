package dev.writ.cli.gate;

import dev.writ.cli.Failure;
import dev.writ.cli.http.Json;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A decision of the service.
 *
 * @param outcome allow, deny or approval required
 * @param id the decision's id
 * @param reasons why not
 * @param approvals who must approve
 * @param obligations what whoever acts on an allow must do
 * @param revision policy revision that decided
 * @param log the ledger's name
 * @param index the decision's index in the ledger
 * @param json the answer as it came
 */
public record Decision(
        Outcome outcome,
        String id,
        List<Reason> reasons,
        List<Approval> approvals,
        List<JsonNode> obligations,
        String revision,
        String log,
        long index,
        JsonNode json) {

    /**
     * One reason for a refusal.
     *
     * @param code stable name of the reason
     * @param message what is wrong
     * @param control the control it serves
     * @param remediation what to do about it
     */
    public record Reason(String code, String message, String control, String remediation) {}

    /**
     * One group of people that must approve.
     *
     * @param group its name
     * @param count how many of them
     * @param distinctFrom who cannot be one of them
     */
    public record Approval(String group, int count, List<String> distinctFrom) {
        @Override
        public String toString() {
            String others = distinctFrom.isEmpty() ? "" : ", none of them " + String.join(", ", distinctFrom);
            return count + " of `" + group + "`" + others;
        }
    }

    /**
     * Reads an AuthZEN answer with Writ's context.
     *
     * @throws Failure if it is not one, or contradicts itself: nothing passes by accident
     */
    public static Decision of(JsonNode answer) {
        JsonNode context = answer.path("context");
        Outcome outcome = Outcome.named(Json.text(context, "outcome"));
        if (!answer.path("decision").isBoolean()
                || answer.path("decision").booleanValue() != (outcome == Outcome.ALLOW)
                || !context.path("ledger").path("index").isIntegralNumber()) {
            throw new Failure("the service's answer is not a Writ decision: expected `decision`, `context.outcome` and "
                    + "`context.ledger.index` that agree");
        }
        return new Decision(
                outcome,
                Json.text(context, "id"),
                members(context, "reasons").stream().map(Decision::reason).toList(),
                members(context, "require").stream().map(Decision::approval).toList(),
                members(context, "obligations"),
                Json.text(context.path("policy"), "revision"),
                Json.text(context.path("ledger"), "log"),
                context.path("ledger").path("index").asLong(),
                answer);
    }

    private static Reason reason(JsonNode json) {
        return new Reason(
                Json.text(json, "code"),
                Json.text(json, "message"),
                Json.text(json, "control"),
                Json.text(json, "remediation"));
    }

    private static Approval approval(JsonNode json) {
        List<String> distinct =
                members(json, "distinct_from").stream().map(JsonNode::asString).toList();
        return new Approval(Json.text(json, "group"), json.path("count").asInt(1), distinct);
    }

    private static List<JsonNode> members(JsonNode object, String name) {
        return StreamSupport.stream(object.path(name).spliterator(), false).toList();
    }
}
