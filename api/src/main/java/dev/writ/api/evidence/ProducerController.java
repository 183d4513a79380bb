package dev.writ.api.evidence;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.merkle.Bytes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/producers}. */
@RestController
@RequestMapping("/api/v1/producers")
class ProducerController {
    private static final List<String> FIELDS = List.of("id", "keyid", "algorithm", "public_key");
    private static final int KEY_BYTES = 32;

    private final JsonBodies bodies;
    private final Producers producers;

    ProducerController(JsonBodies bodies, Producers producers) {
        this.bodies = bodies;
        this.producers = producers;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Register a key that may sign evidence",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NewProducer.class))))
    Registered register(@CurrentCaller Caller caller, @RequestBody(required = false) byte @Nullable [] body) {
        Fields fields = Fields.of(bodies.object(body), "", FIELDS);
        fields.oneOf("algorithm", List.of("ed25519"));
        var producer = new Producer(
                fields.identifier("keyid"), fields.identifier("id"), publicKey(fields.text("public_key", 100)));
        var recorded = producers.register(caller, producer);
        return new Registered(
                producer.id(),
                producer.keyid(),
                "ed25519",
                new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    @DeleteMapping("/{keyid}")
    @Operation(summary = "Revoke a key; evidence signed with it no longer counts")
    ResponseEntity<Void> revoke(@CurrentCaller Caller caller, @PathVariable String keyid) {
        producers.revoke(caller, keyid);
        return ResponseEntity.noContent().build();
    }

    private static Bytes publicKey(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == KEY_BYTES
                    && Base64.getEncoder().encodeToString(key).equals(text)) {
                // Decompresses the point: 32 bytes that are no point of the curve would fail at every later envelope.
                return Bytes.of(new Ed25519PublicKeyParameters(key).getEncoded());
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one message for every wrong key
        }
        throw Problem.unprocessable(
                        "producer.public_key",
                        "`/public_key` is not the base64 of a raw Ed25519 public key",
                        "send the padded base64 of its 32 bytes, as the key was made")
                .raise();
    }

    /** Body of a registration. */
    record NewProducer(String id, String keyid, String algorithm, String public_key) {}

    /** A key that was just registered. */
    record Registered(String id, String keyid, String algorithm, LedgerPosition ledger) {}
}
