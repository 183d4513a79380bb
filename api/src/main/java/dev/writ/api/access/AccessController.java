package dev.writ.api.access;

import dev.writ.api.audit.Idempotency;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Limits;
import dev.writ.api.platform.ProblemException;
import dev.writ.ledger.entry.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /access/v1}: AuthZEN Authorization API 1.0. A deny is an answer, not an error. */
@RestController
@RequestMapping(path = "/access/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class AccessController {
    private final JsonBodies bodies;
    private final Evaluator evaluator;
    private final Limits limits;

    AccessController(JsonBodies bodies, Evaluator evaluator, Limits limits) {
        this.bodies = bodies;
        this.evaluator = evaluator;
        this.limits = limits;
    }

    @PostMapping("/evaluation")
    @Operation(
            summary = "Decide one action request",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Evaluation.class))))
    Evaluated evaluation(
            @CurrentCaller Caller caller,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) byte @Nullable [] body) {
        Json.Obj object = bodies.object(body);
        ActionRequest request = wellFormed(() -> ActionRequest.read(object, ""));
        return evaluator.evaluate(caller, request, Idempotency.key(idempotencyKey));
    }

    @PostMapping("/evaluations")
    @Operation(
            summary = "Decide many action requests; without `evaluations`, one",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Evaluations.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Answers.class, Evaluated.class})))
    Object evaluations(@CurrentCaller Caller caller, @RequestBody(required = false) byte @Nullable [] body) {
        Json.Obj object = bodies.object(body);
        Batch batch = wellFormed(() -> Batch.read(object, limits));
        List<Evaluated> answers = evaluator.evaluate(caller, batch);
        return batch.single() ? answers.getFirst() : new Answers(answers);
    }

    /** AuthZEN calls a request that lacks a member malformed: 400 where the service's own API says 422. */
    private static <T> T wellFormed(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProblemException e) {
            throw e.problem().withStatus(400).raise();
        }
    }

    /** Body of an evaluation. */
    record Evaluation(
            Subject subject,
            Action action,
            Resource resource,
            @Nullable Map<String, Object> context) {}

    /** Body of a batch: members for those evaluations that do not say them themselves, and evaluations. */
    record Evaluations(
            @Nullable Map<String, Object> subject,
            @Nullable Map<String, Object> action,
            @Nullable Map<String, Object> resource,
            @Nullable Map<String, Object> context,
            @Nullable List<BatchItem> evaluations,
            @Nullable Options options) {}

    /** One of a batch, which takes from the batch what it does not say itself. */
    record BatchItem(
            @Nullable Subject subject,
            @Nullable Action action,
            @Nullable Resource resource,
            @Nullable Map<String, Object> context) {}

    /** Who wants to act. */
    record Subject(String type, String id, @Nullable Map<String, Object> properties) {}

    /** What the subject wants to do. */
    record Action(String name, @Nullable Map<String, Object> properties) {}

    /** The thing. */
    record Resource(String type, String id, @Nullable Map<String, Object> properties) {}

    /** How a batch is worked on. */
    record Options(
            @Schema(allowableValues = {"execute_all", "deny_on_first_deny", "permit_on_first_permit"}) @Nullable
            String evaluations_semantic) {}

    /** The answer to a batch. */
    record Answers(List<Evaluated> evaluations) {}
}
