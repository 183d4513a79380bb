package dev.writ.api.policyset;

import dev.writ.api.policyset.Ruling.Reason;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.JsonException;
import dev.writ.ledger.entry.Outcome;
import dev.writ.policy.Decision;
import dev.writ.policy.DecisionRule;
import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticRenderer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A policy set on a policy engine.
 *
 * @param name of the set
 * @param revision of the bundle
 * @param routes which decision answers which action
 * @param options makes limits and environment of one evaluation
 */
record EnginePolicySet(
        String name, String revision, Map<Route, PreparedPolicy> routes, Supplier<EvaluationOptions> options)
        implements PolicySet {
    private static final Logger LOG = LoggerFactory.getLogger(EnginePolicySet.class);

    EnginePolicySet {
        routes = Map.copyOf(routes);
    }

    /**
     * What a decision is for; {@code *} stands for everything.
     *
     * @param action name of the action
     * @param resourceType type of the resource
     */
    record Route(String action, String resourceType) {
        static final String ANY = "*";
    }

    @Override
    public Ruling decide(String action, String resourceType, Json.Obj input) {
        Optional<PreparedPolicy> policy = find(action, resourceType);
        if (policy.isEmpty()) {
            return Ruling.deny(new Reason(
                    "action.unknown",
                    "no policy decides `" + action + "` on a `" + resourceType + "`",
                    "",
                    "ask for an action and a type of resource that the policy set `" + name + "` has a decision for"));
        }
        Evaluation evaluation = policy.get().evaluate(RegoJson.toRego(input), options.get());
        if (evaluation instanceof Evaluation.Failed(List<Diagnostic> diagnostics, var ignored)) {
            LOG.error(
                    "the decision `{}` failed:\n{}", policy.get().entrypoint(), DiagnosticRenderer.render(diagnostics));
        }
        return ruling(DecisionRule.decide(evaluation));
    }

    private Optional<PreparedPolicy> find(String action, String resourceType) {
        PreparedPolicy exact = routes.get(new Route(action, resourceType));
        return Optional.ofNullable(exact != null ? exact : routes.get(new Route(Route.ANY, Route.ANY)));
    }

    private static Ruling ruling(Decision decision) {
        try {
            return new Ruling(
                    outcome(decision.outcome()),
                    decision.reasons().stream()
                            .map(reason ->
                                    new Reason(reason.code(), reason.message(), reason.control(), reason.remediation()))
                            .toList(),
                    decision.require().stream().map(EnginePolicySet::json).toList(),
                    decision.obligations().stream().map(RegoJson::fromRego).toList());
        } catch (JsonException e) {
            return Ruling.deny(new Reason(
                    "decision.not_hashable",
                    "the policy gave an obligation that cannot be recorded: " + e.getMessage(),
                    "",
                    "correct the rule so that its obligations are JSON with numbers that a double can hold"));
        }
    }

    private static Outcome outcome(Decision.Outcome outcome) {
        return switch (outcome) {
            case ALLOW -> Outcome.ALLOW;
            case DENY -> Outcome.DENY;
            case APPROVAL_REQUIRED -> Outcome.APPROVAL_REQUIRED;
        };
    }

    private static Json json(Decision.Requirement requirement) {
        return new Json.Obj(Map.of(
                "group", new Json.Str(requirement.group()),
                "count", new Json.Num(requirement.count()),
                "distinct_from",
                        new Json.Arr(requirement.distinctFrom().stream()
                                .<Json>map(Json.Str::new)
                                .toList())));
    }
}
