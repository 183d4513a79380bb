package dev.writ.api.policyset;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Takes JSON values into and out of the policy engine. */
final class RegoJson {
    private static final StrictJson READER = new StrictJson();

    private RegoJson() {}

    /** The value as the engine sees it. */
    static RegoValue toRego(Json value) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                RegoObject.Builder builder = RegoObject.builder();
                members.forEach((name, member) -> builder.put(RegoString.of(name), toRego(member)));
                yield builder.build();
            }
            case Json.Arr(List<Json> items) ->
                RegoArray.of(items.stream().map(RegoJson::toRego).toList());
            case Json.Str(String text) -> RegoString.of(text);
            case Json.Num number ->
                RegoNumber.of(new BigDecimal(number.canonical().text()));
            case Json.Bool(boolean flag) -> RegoBoolean.of(flag);
            case Json.Null() -> RegoNull.NULL;
        };
    }

    /**
     * The value as JSON that can be hashed.
     *
     * @throws dev.writ.ledger.entry.JsonException if it cannot, such as for a number that a double cannot hold
     */
    static Json fromRego(RegoValue value) {
        return READER.read(JsonWriter.compact(value));
    }
}
