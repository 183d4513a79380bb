package dev.writ.api.policyset;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CallerFacts;
import dev.writ.api.platform.Gate;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.ServeOptions;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the {@code platform} policy; whatever it does not allow is refused. */
@Component
class PolicyGate implements Gate {
    private static final String RESOURCE_TYPE = "service";

    private final PolicySets sets;
    private final boolean publicLedger;

    PolicyGate(PolicySets sets, ServeOptions options) {
        this.sets = sets;
        this.publicLedger = options.publicLedger();
    }

    @Override
    public Optional<Problem> refusal(@Nullable Caller caller, String action, @Nullable String owner) {
        Ruling ruling = sets.platform().decide(action, RESOURCE_TYPE, input(caller, action, owner));
        return ruling.outcome() == Outcome.ALLOW ? Optional.empty() : Optional.of(problem(action, ruling.reasons()));
    }

    private Json.Obj input(@Nullable Caller caller, String action, @Nullable String owner) {
        Map<String, Json> facts = new TreeMap<>();
        facts.put("settings", new Json.Obj(Map.of("public_ledger", new Json.Bool(publicLedger))));
        if (caller != null) {
            facts.put("caller", CallerFacts.json(caller));
        }
        if (owner != null) {
            facts.put("owner", new Json.Str(owner));
        }
        Map<String, Json> request = new TreeMap<>();
        request.put("action", new Json.Obj(Map.of("name", new Json.Str(action))));
        request.put("resource", new Json.Obj(Map.of("type", new Json.Str(RESOURCE_TYPE), "id", new Json.Str("writ"))));
        return new Json.Obj(Map.of("request", new Json.Obj(request), "facts", new Json.Obj(facts)));
    }

    private static Problem problem(String action, List<Ruling.Reason> reasons) {
        return reasons.stream()
                .findFirst()
                .map(reason -> Problem.forbidden(reason.code(), reason.message(), reason.remediation()))
                .orElseGet(() -> Problem.forbidden(
                        "platform.not_allowed",
                        "no rule allows `" + action + "`",
                        "ask an administrator for a role and a scope that grant it"));
    }
}
