package dev.writ.api.approval;

import dev.writ.api.audit.Idempotency;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.Parameters;
import dev.writ.api.platform.PathIds;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Reason;
import dev.writ.ledger.entry.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/change-requests}: what requesters do, and what everybody involved reads. */
@RestController
@RequestMapping("/api/v1/change-requests")
class ChangeRequestController {
    private final ChangeRequests requests;
    private final Visibility visibility;
    private final Seats seats;
    private final Views views;
    private final Etags etags;
    private final JsonBodies bodies;
    private final Pages pages;
    private final ApprovalLimits limits;

    ChangeRequestController(
            ChangeRequests requests,
            Visibility visibility,
            Seats seats,
            Views views,
            Etags etags,
            JsonBodies bodies,
            Pages pages,
            ApprovalLimits limits) {
        this.requests = requests;
        this.visibility = visibility;
        this.seats = seats;
        this.views = views;
        this.etags = etags;
        this.bodies = bodies;
        this.pages = pages;
        this.limits = limits;
    }

    @PostMapping
    @Operation(
            summary = "Open a change request: ask for an action that people approve",
            description =
                    "The rules run first. What they deny is `rejected`, with reasons that say what to do; what they"
                            + " allow without votes is `approved` at once; else it is `open` until the votes in `require` are given.",
            responses = @ApiResponse(responseCode = "201", description = "It is on record, whatever its state"),
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NewChangeRequest.class))))
    ResponseEntity<ChangeRequestView> open(
            @CurrentCaller Caller caller,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) byte @Nullable [] body) {
        Asked asked = Asked.read(caller, bodies.object(body), limits);
        Row row = requests.open(caller, asked, Idempotency.key(idempotencyKey));
        ChangeRequestView view = views.of(caller.tenant(), row);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, "/api/v1/change-requests/" + row.id())
                .eTag(etags.of(view))
                .body(view);
    }

    @GetMapping
    @Operation(summary = "Change requests that the caller may see, newest first")
    Page<Item> list(
            @CurrentCaller Caller caller,
            @Parameter(description = "open, approved, rejected, expired, withdrawn or executed")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "id of who asked") @RequestParam(required = false) @Nullable String requester,
            @Parameter(description = "`true`: those that wait for votes of the caller's groups, which are open ones")
                    @RequestParam(required = false)
                    @Nullable
                    String waiting,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "most items on the page") @RequestParam(required = false) @Nullable String limit) {
        int size = pages.size(limit);
        List<Item> found =
                requests.page(caller, filter(caller, state, requester, waiting), pages.after(cursor), size + 1).stream()
                        .map(Item::of)
                        .toList();
        return pages.page(found, size, Item::id);
    }

    private ChangeRequestRepository.Filter filter(
            Caller caller, @Nullable String state, @Nullable String requester, @Nullable String waiting) {
        Optional<String> of = Parameters.text("requester", requester);
        List<String> groups = List.copyOf(seats.groups(caller));
        Set<State> states = state(state).map(EnumSet::of).orElseGet(() -> EnumSet.allOf(State.class));
        if (Parameters.flag("waiting", waiting)) {
            states.retainAll(EnumSet.of(State.OPEN));
            return new ChangeRequestRepository.Filter(states, of, Optional.of(groups), false);
        }
        if (visibility.all(caller) || of.filter(caller.id()::equals).isPresent()) {
            return new ChangeRequestRepository.Filter(states, of, Optional.empty(), false);
        }
        return of.isPresent()
                ? new ChangeRequestRepository.Filter(states, of, Optional.of(groups), false)
                : new ChangeRequestRepository.Filter(states, Optional.of(caller.id()), Optional.of(groups), true);
    }

    private static Optional<State> state(@Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        if (!State.words().contains(word)) {
            throw Problem.badRequest(
                            "state.unknown",
                            "the parameter `state` is `" + word + "`",
                            "use one of: " + String.join(", ", State.words()))
                    .raise();
        }
        return Optional.of(State.of(word));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A change request, with its votes")
    ResponseEntity<ChangeRequestView> find(@CurrentCaller Caller caller, @PathVariable String id) {
        return answer(caller, visibility.require(caller, PathIds.uuid(id, "change-request")));
    }

    private ResponseEntity<ChangeRequestView> answer(Caller caller, Row row) {
        ChangeRequestView view = views.of(caller.tenant(), row);
        return ResponseEntity.ok()
                .eTag(etags.of(view))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(view);
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change what an open change request asks for; votes that were given for it are void",
            description =
                    "A JSON Merge Patch (RFC 7396) of `action`, `subject`, `resource` and `context`: members that are left out"
                            + " stay as they are, and `null` removes one, as in `{\"context\": {\"permit\": null}}`. Action, subject and"
                            + " resource stay the same ones, and `expires_in` and `comment` stay where they are `null`."
                            + " `If-Match` names the `ETag` that the requester has read: 412 if somebody changed it meanwhile.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = Amendment.class))))
    ResponseEntity<ChangeRequestView> amend(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body) {
        UUID uuid = PathIds.uuid(id, "change-request");
        visibility.require(caller, uuid);
        Json.Obj changes = bodies.object(body);
        return answer(caller, requests.amend(caller, uuid, Etags.required(uuid, ifMatch), changes));
    }

    @PostMapping("/{id}/withdrawal")
    @Operation(
            summary = "Withdraw an open change request",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Reason.class))))
    ResponseEntity<ChangeRequestView> withdraw(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        UUID uuid = PathIds.uuid(id, "change-request");
        visibility.require(caller, uuid);
        return answer(caller, requests.withdraw(caller, uuid, Reason.read(bodies.object(body))));
    }

    /** Body of a new change request. */
    record NewChangeRequest(
            @Schema(description = "Who wants to act; the caller if left out") @Nullable
            Subject subject,

            Action action,
            Resource resource,
            @Nullable Map<String, Object> context,

            @Schema(description = "How long it may wait for votes, in seconds", minimum = "60", maximum = "2592000")
            @Nullable
            Long expires_in,

            @Schema(maxLength = 2_000) @Nullable String comment) {}

    /** Body of an amendment. */
    record Amendment(
            @Nullable Action action,
            @Nullable Resource resource,
            @Nullable Map<String, Object> context,

            @Schema(minimum = "60", maximum = "2592000") @Nullable
            Long expires_in,

            @Schema(maxLength = 2_000) @Nullable String comment) {}

    /** Who wants to act. */
    record Subject(String type, String id, @Nullable Map<String, Object> properties) {}

    /** What the subject wants to do. */
    record Action(String name, @Nullable Map<String, Object> properties) {}

    /** The thing. */
    record Resource(String type, String id, @Nullable Map<String, Object> properties) {}

    /** A change request in a list. */
    record Item(
            String id,
            String state,
            String requester,
            @Nullable String team,
            String action,
            @Nullable String environment,
            String digest,
            List<String> groups,
            String created_at,
            String expires_at) {
        static Item of(Row row) {
            return new Item(
                    row.id().toString(),
                    row.state().word(),
                    row.requester(),
                    row.team().orElse(null),
                    row.action(),
                    row.environment().orElse(null),
                    Digests.text(row.digest()),
                    row.requirements().stream()
                            .map(Requirement::group)
                            .distinct()
                            .toList(),
                    row.createdAt().toString(),
                    row.expiresAt().toString());
        }
    }
}
