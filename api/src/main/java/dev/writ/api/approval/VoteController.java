package dev.writ.api.approval;

import dev.writ.api.approval.ChangeRequestView.VoteView;
import dev.writ.api.audit.Idempotency;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.PathIds;
import dev.writ.api.platform.Reason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people say to a change request: votes, comments, and in an emergency that there is no time for votes. */
@RestController
@RequestMapping("/api/v1/change-requests/{id}")
class VoteController {
    private static final String WHAT = "change-request";

    private final Voting voting;
    private final Comments comments;
    private final Emergencies emergencies;
    private final Reviews reviews;
    private final Visibility visibility;
    private final Views views;
    private final JsonBodies bodies;
    private final Pages pages;

    VoteController(
            Voting voting,
            Comments comments,
            Emergencies emergencies,
            Reviews reviews,
            Visibility visibility,
            Views views,
            JsonBodies bodies,
            Pages pages) {
        this.voting = voting;
        this.comments = comments;
        this.emergencies = emergencies;
        this.reviews = reviews;
        this.visibility = visibility;
        this.views = views;
        this.bodies = bodies;
        this.pages = pages;
    }

    @PostMapping("/votes")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Vote on a change request",
            description =
                    "Only people vote, signed in through OpenID Connect. 403 for who asked, for parties that the rules"
                            + " keep apart, and for those who vote for one of them (`vote.own_request`, `vote.not_distinct`); 409"
                            + " for a vote on something that has changed (`vote.request_changed`), and for a second one"
                            + " (`vote.exists`).",
            responses = {
                @ApiResponse(responseCode = "201", description = "The vote is in the log"),
                @ApiResponse(
                        responseCode = "409",
                        description = "The request has changed, is closed, or the person has voted")
            },
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NewVote.class))))
    Voted vote(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) byte @Nullable [] body) {
        UUID request = PathIds.uuid(id, WHAT);
        UUID vote = voting.vote(caller, request, Given.read(bodies.object(body)), Idempotency.key(idempotencyKey));
        ChangeRequestView view = views.of(caller.tenant(), visibility.require(caller, request));
        return new Voted(
                view.votes().stream()
                        .filter(found -> found.id().equals(vote.toString()))
                        .findFirst()
                        .orElseThrow(() -> Idempotency.inProgress().raise()),
                view);
    }

    /** Body of a vote. */
    record NewVote(
            @Schema(allowableValues = {"approve", "reject"}) String verdict,

            @Schema(
                    description = "The `digest` of the change request as it was read",
                    pattern = "^sha256:[0-9a-f]{64}$")
            String digest,

            @Schema(description = "Whose vote it is, if that person has delegated it to the caller") @Nullable
            String on_behalf_of,

            @Schema(maxLength = 2_000) @Nullable String comment) {}

    /** A vote, and what the change request is with it. */
    record Voted(VoteView vote, ChangeRequestView change_request) {}

    @PostMapping("/comments")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Comment on a change request",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NewComment.class))))
    Comments.View comment(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) byte @Nullable [] body) {
        Row row = visibility.require(caller, PathIds.uuid(id, WHAT));
        UUID comment = comments.add(caller, row, bodies.object(body), Idempotency.key(idempotencyKey));
        return comments.require(caller, row, comment);
    }

    /** Body of a comment. */
    record NewComment(@Schema(maxLength = 2_000) String text) {}

    @GetMapping("/comments")
    @Operation(summary = "Comments on a change request, oldest first")
    Page<Comments.View> comments(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "most items on the page") @RequestParam(required = false) @Nullable String limit) {
        int size = pages.size(limit);
        Row row = visibility.require(caller, PathIds.uuid(id, WHAT));
        return pages.page(comments.page(caller, row, pages.after(cursor), size + 1), size, Comments.View::id);
    }

    @PostMapping("/break-glass")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Waive the votes that a change request waits for, in an emergency",
            description = "For people on call, signed in through OpenID Connect, other than who asked (403"
                    + " `break-glass.own_request`). What the rules deny stays denied (403"
                    + " `break-glass.denied`). What is allowed ends after four hours at the latest. Another person has to"
                    + " review it within three days; until then nothing more of that team is promoted once that time is"
                    + " over.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = BreakGlass.class))))
    ChangeRequestView breakGlass(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        UUID request = PathIds.uuid(id, WHAT);
        emergencies.breakGlass(caller, request, emergencies.read(bodies.object(body)));
        return views.of(caller.tenant(), visibility.require(caller, request));
    }

    /** Body of an emergency. */
    record BreakGlass(
            @Schema(
                    description = "The `digest` of the change request as it was read",
                    pattern = "^sha256:[0-9a-f]{64}$")
            String digest,

            @Schema(maxLength = Reason.LONGEST) String reason,

            @Schema(description = "What the incident is filed under", maxLength = 200)
            String incident,

            @Schema(
                    description = "How long what is allowed lasts; the longest time if left out",
                    minimum = "1",
                    maximum = "240")
            @Nullable
            Long minutes) {}

    @PostMapping("/review")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Review an emergency in which votes were waived",
            description =
                    "For people who are no party of the change request (who asked, trainer, author, and their owners) and did not"
                            + " waive its votes. What is `rejected` ends: its permit is revoked, and none is issued any more.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NewReview.class))))
    ChangeRequestView review(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        UUID request = PathIds.uuid(id, WHAT);
        reviews.review(caller, request, bodies.object(body));
        return views.of(caller.tenant(), visibility.require(caller, request));
    }

    /** Body of a review. */
    record NewReview(
            @Schema(allowableValues = {"accepted", "rejected"})
            String verdict,

            @Schema(maxLength = Reason.LONGEST) String comment) {}
}
