package dev.writ.api.platform;

import dev.writ.ledger.entry.Json;
import java.util.Map;

/** A caller as the rules see it, under {@code input.facts.caller}. */
public final class CallerFacts {
    private CallerFacts() {}

    /** Id, kind, roles, groups, attributes and scopes. */
    public static Json json(Caller caller) {
        return new Json.Obj(Map.of(
                "id", new Json.Str(caller.id()),
                "kind", new Json.Str(caller.kind()),
                "roles", Columns.json(caller.roles()),
                "groups", Columns.json(caller.groups()),
                "attributes", Columns.json(caller.attributes()),
                "scopes", Columns.json(caller.scopes())));
    }
}
