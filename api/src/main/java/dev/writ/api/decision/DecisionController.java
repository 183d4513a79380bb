package dev.writ.api.decision;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Gate;
import dev.writ.api.platform.Nearest;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.Parameters;
import dev.writ.api.platform.PathIds;
import dev.writ.api.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/decisions}. Who may not read all decisions sees those that it asked for. */
@RestController
@RequestMapping("/api/v1/decisions")
class DecisionController {
    private static final String READ = "decision.read";
    private static final List<String> PARAMETERS =
            List.of("subject", "resource", "action", "outcome", "cursor", "limit");
    private static final List<String> OUTCOMES = List.of("allow", "deny", "approval_required");

    private final Decisions decisions;
    private final Gate gate;
    private final Pages pages;

    DecisionController(Decisions decisions, Gate gate, Pages pages) {
        this.decisions = decisions;
        this.gate = gate;
        this.pages = pages;
    }

    @GetMapping("/{id}")
    @Operation(summary = "One decision with its policy revision, inputs, reasons, obligations and ledger index")
    DecisionView find(@CurrentCaller Caller caller, @PathVariable String id) {
        return decisions
                .find(caller.tenant(), PathIds.uuid(id, "decision"))
                .filter(decision ->
                        gate.refusal(caller, READ, decision.caller()).isEmpty())
                .orElseThrow(() -> Problem.notFound(
                                "decision.unknown",
                                "there is no decision `" + id + "` that the caller may read",
                                "send the `context.id` of an evaluation")
                        .raise());
    }

    @GetMapping
    @Operation(
            summary = "Decisions, newest first",
            parameters = {
                @Parameter(name = "subject", description = "id of the subject"),
                @Parameter(name = "resource", description = "id of the resource"),
                @Parameter(name = "action", description = "name of the action"),
                @Parameter(name = "outcome", description = "allow, deny or approval_required"),
                @Parameter(name = "cursor", description = "`next` of the page before"),
                @Parameter(name = "limit", description = "most items on the page")
            })
    Page<DecisionView> list(
            @CurrentCaller Caller caller, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        query.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw unknown(name).raise();
                });
        int size = pages.size(query.getFirst("limit"));
        Optional<UUID> cursor = pages.after(query.getFirst("cursor"));
        List<DecisionView> found = decisions.page(caller.tenant(), filter(caller, query), cursor, size + 1);
        return pages.page(found, size, DecisionView::id);
    }

    private DecisionRepository.Filter filter(Caller caller, MultiValueMap<String, String> query) {
        Optional<String> outcome = Parameters.text("outcome", query.getFirst("outcome"));
        outcome.filter(word -> !OUTCOMES.contains(word)).ifPresent(word -> {
            throw Problem.badRequest(
                            "outcome.unknown",
                            "the parameter `outcome` is `" + word + "`",
                            "use one of: " + String.join(", ", OUTCOMES))
                    .raise();
        });
        boolean all = gate.refusal(caller, READ, null).isEmpty();
        return new DecisionRepository.Filter(
                parameter(query, "subject"),
                parameter(query, "resource"),
                parameter(query, "action"),
                outcome,
                all ? Optional.empty() : Optional.of(caller.id()));
    }

    private static Optional<String> parameter(MultiValueMap<String, String> query, String name) {
        @Nullable String value = query.getFirst(name);
        return Parameters.text(name, value).filter(text -> !text.isEmpty());
    }

    private static Problem unknown(String name) {
        String meant = Nearest.to(name, PARAMETERS)
                .map(nearest -> "; the nearest valid one is `" + nearest + "`")
                .orElse("");
        return Problem.badRequest(
                "parameter.unknown",
                "unknown parameter `" + name + "`" + meant,
                "use only these parameters: " + String.join(", ", PARAMETERS));
    }
}
