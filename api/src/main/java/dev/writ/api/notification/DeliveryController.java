package dev.writ.api.notification;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.PathIds;
import dev.writ.api.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The deliveries to one webhook, and those by e-mail. */
@RestController
class DeliveryController {
    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final Pages pages;

    DeliveryController(Deliveries deliveries, Webhooks webhooks, Pages pages) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.pages = pages;
    }

    @GetMapping("/api/v1/webhooks/{id}/deliveries")
    @Operation(summary = "List the deliveries to a webhook, the oldest first; `state=dead` are the dead letters")
    Page<View> ofWebhook(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        UUID webhook =
                webhooks.require(caller.tenant(), PathIds.uuid(id, "webhook")).id();
        return page(caller, webhook.toString(), state, cursor, limit);
    }

    @PostMapping("/api/v1/webhooks/{id}/deliveries/{delivery}/redelivery")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send a delivery to a webhook once more, under the same `webhook-id`")
    WebhookController.Accepted toWebhook(
            @CurrentCaller Caller caller, @PathVariable String id, @PathVariable String delivery) {
        UUID webhook = PathIds.uuid(id, "webhook");
        webhooks.requireActive(caller.tenant(), webhook);
        var recorded = deliveries.again(caller, webhook.toString(), PathIds.uuid(delivery, "delivery"));
        return WebhookController.Accepted.toWebhook(recorded.value(), position(caller, recorded));
    }

    @GetMapping("/api/v1/mail/deliveries")
    @Operation(summary = "List the deliveries by e-mail, the oldest first; `state=dead` are the dead letters")
    Page<View> byMail(
            @CurrentCaller Caller caller,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        return page(caller, Outgoing.MAIL, state, cursor, limit);
    }

    @PostMapping("/api/v1/mail/deliveries/{delivery}/redelivery")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send an e-mail once more, under the same message id")
    WebhookController.Accepted toPerson(@CurrentCaller Caller caller, @PathVariable String delivery) {
        var recorded = deliveries.again(caller, Outgoing.MAIL, PathIds.uuid(delivery, "delivery"));
        return WebhookController.Accepted.byMail(recorded.value(), position(caller, recorded));
    }

    private static LedgerPosition position(Caller caller, Recorded<UUID> recorded) {
        return new LedgerPosition(caller.tenant().name(), recorded.index());
    }

    private Page<View> page(
            Caller caller, String receiver, @Nullable String state, @Nullable String cursor, @Nullable String limit) {
        int size = pages.size(limit);
        var found = deliveries.page(caller.tenant(), receiver, state(state), pages.after(cursor), size + 1);
        return pages.page(found.stream().map(View::of).toList(), size, View::id);
    }

    private static Optional<String> state(@Nullable String given) {
        if (given != null && !DeliveryRepository.STATES.contains(given)) {
            throw Problem.badRequest(
                            "delivery.state",
                            "the parameter `state` is `" + given + "`",
                            "use one of: " + String.join(", ", DeliveryRepository.STATES))
                    .raise();
        }
        return Optional.ofNullable(given);
    }

    /** A delivery as callers see it. */
    record View(
            String id,
            String event,
            String about,
            Optional<String> principal,
            String state,
            int attempts,
            Optional<Instant> next_at,
            Optional<Integer> last_status,
            Optional<String> last_error,
            Instant created_at) {
        static View of(Delivery delivery) {
            return new View(
                    delivery.id().toString(),
                    delivery.event(),
                    delivery.about(),
                    delivery.principal(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.nextAt(),
                    delivery.lastStatus(),
                    delivery.lastError(),
                    delivery.createdAt());
        }
    }
}
