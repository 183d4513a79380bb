package dev.writ.api.notification;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.PathIds;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.ServeOptions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/webhooks}. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {
    private static final List<String> FIELDS = List.of("url", "events", "description");
    private static final List<String> EVENTS =
            Arrays.stream(Notice.Event.values()).map(Notice.Event::word).toList();
    private static final int LONGEST_DESCRIPTION = 500;

    private final JsonBodies bodies;
    private final Webhooks webhooks;
    private final WebhookSecrets secrets;
    private final Pages pages;
    private final boolean loopback;

    WebhookController(JsonBodies bodies, Webhooks webhooks, WebhookSecrets secrets, Pages pages, ServeOptions options) {
        this.bodies = bodies;
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.pages = pages;
        this.loopback = options.outbound().privateWebhooks();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Register a receiver of notices; its secret is shown once",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NewWebhook.class))))
    Registered register(@CurrentCaller Caller caller, @RequestBody(required = false) byte @Nullable [] body) {
        var fields = Fields.of(bodies.object(body), "", FIELDS);
        String url = WebhookUrl.require(fields.text("url", WebhookUrl.LONGEST), loopback);
        List<String> events = fields.textsOf("events", EVENTS);
        if (events.isEmpty()) {
            throw Problem.unprocessable(
                            "webhook.events", "`/events` names no event", "send some of: " + String.join(", ", EVENTS))
                    .raise();
        }
        String description = fields.has("description") ? fields.text("description", LONGEST_DESCRIPTION) : "";
        var recorded = webhooks.register(caller, url, events, description);
        return Registered.of(
                recorded.value(), new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    @GetMapping
    @Operation(summary = "List the receivers of notices in the order of their registration")
    Page<View> list(
            @CurrentCaller Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        int size = pages.size(limit);
        var found = webhooks.page(caller.tenant(), pages.after(cursor), size + 1);
        return pages.page(found.stream().map(View::of).toList(), size, View::id);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Remove a receiver of notices, its secret and its deliveries")
    ResponseEntity<Void> remove(@CurrentCaller Caller caller, @PathVariable String id) {
        webhooks.remove(caller, PathIds.uuid(id, "webhook"));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/secret")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary =
                    "Replace the secret of a receiver; the new one is shown once, the older one is used for 24 h more",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Replacement.class))))
    Replaced replace(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        boolean atOnce = Fields.of(bodies.object(body), "", List.of("at_once")).flag("at_once", false);
        UUID webhook = PathIds.uuid(id, "webhook");
        webhooks.requireActive(caller.tenant(), webhook);
        var recorded = secrets.replace(caller, webhook, atOnce);
        return new Replaced(
                webhook.toString(),
                recorded.value().secret(),
                recorded.value().olderUntil(),
                new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    @PostMapping("/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send a test notice; what becomes of it is in the deliveries")
    Accepted test(@CurrentCaller Caller caller, @PathVariable String id) {
        var recorded = webhooks.test(caller, PathIds.uuid(id, "webhook"));
        return Accepted.toWebhook(
                recorded.value(), new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    /** Body of a registration. */
    record NewWebhook(
            String url, List<String> events, @Nullable String description) {}

    /** Body of a replacement. */
    record Replacement(@Nullable Boolean at_once) {}

    /** A secret that was just made, and until when the older one is used. */
    record Replaced(String id, String secret, Optional<Instant> older_until, LedgerPosition ledger) {}

    /** A webhook as callers see it. */
    record View(
            String id,
            String url,
            List<String> events,
            String description,
            Instant created_at,
            Optional<Instant> disabled_at) {
        static View of(Webhook webhook) {
            return new View(
                    webhook.id().toString(),
                    webhook.url(),
                    webhook.events(),
                    webhook.description(),
                    webhook.createdAt(),
                    webhook.disabledAt());
        }
    }

    /** A webhook that was just registered, and its secret. */
    record Registered(
            String id,
            String url,
            List<String> events,
            String description,
            Instant created_at,
            String secret,
            LedgerPosition ledger) {
        static Registered of(Webhooks.Made made, LedgerPosition ledger) {
            return new Registered(
                    made.webhook().id().toString(),
                    made.webhook().url(),
                    made.webhook().events(),
                    made.webhook().description(),
                    made.webhook().createdAt(),
                    made.secret(),
                    ledger);
        }
    }

    /** A delivery that will be tried. */
    record Accepted(String delivery, Optional<String> webhook_id, LedgerPosition ledger) {
        static Accepted toWebhook(UUID delivery, LedgerPosition ledger) {
            return new Accepted(delivery.toString(), Optional.of("msg_" + delivery), ledger);
        }

        static Accepted byMail(UUID delivery, LedgerPosition ledger) {
            return new Accepted(delivery.toString(), Optional.empty(), ledger);
        }
    }
}
