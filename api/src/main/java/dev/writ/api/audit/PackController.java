package dev.writ.api.audit;

import dev.writ.api.operation.Kind;
import dev.writ.api.operation.OperationView;
import dev.writ.api.operation.Operations;
import dev.writ.api.operation.Outcome;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.JsonBodies;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.pack.EvidencePack;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Evidence packs, for auditors alone: they may hold what the log only commits to. */
@RestController
class PackController {
    private final Logs logs;
    private final PackRepository rows;
    private final Payloads payloads;
    private final EntrySearch search;
    private final JsonBodies bodies;
    private final Operations operations;

    PackController(
            Logs logs,
            PackRepository rows,
            Payloads payloads,
            EntrySearch search,
            JsonBodies bodies,
            Operations operations) {
        this.search = search;
        this.bodies = bodies;
        this.operations = operations;
        this.logs = logs;
        this.rows = rows;
        this.payloads = payloads;
    }

    @GetMapping("/ledger/{log}/pack")
    @Operation(summary = "One file that proves entries of the log without network (writ/pack/v1)")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE))
    ResponseEntity<byte[]> pack(
            @CurrentCaller Caller caller,
            @PathVariable String log,
            @Parameter(description = "indexes of entries") @RequestParam(defaultValue = "") List<String> index,
            @Parameter(description = "ids of decisions") @RequestParam(defaultValue = "") List<String> decision,
            @Parameter(description = "payload fields to disclose, or `all`; none if left out")
                    @RequestParam(defaultValue = "")
                    List<String> disclose) {
        var view = logs.view(caller, log);
        Bytes pack = new Packs(caller.tenant(), view, rows, payloads)
                .pack(PackRequest.parse(index, decision, disclose), PackRequest.MAX_SIZE, (_, _) -> {});
        var disposition = ContentDisposition.attachment().filename("evidence.pack.json");
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.build().toString())
                .body(pack.toArray());
    }

    @PostMapping("/ledger/{log}/packs")
    @Operation(
            summary = "Have an evidence pack made of a selection of entries",
            description =
                    "Entries are named, or selected as `GET /api/v1/ledger/entries` finds them, the oldest first. The"
                            + " result of the operation is the pack; its outcome says how many entries it has and how large it is.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = PackSelection.Body.class))),
            responses = @ApiResponse(responseCode = "202", description = "The pack is being made"))
    ResponseEntity<OperationView> make(
            @CurrentCaller Caller caller,
            @PathVariable String log,
            @RequestBody(required = false) byte @Nullable [] body) {
        var view = logs.view(caller, log);
        var packs = new Packs(caller.tenant(), view, rows, payloads);
        PackSelection selection = PackSelection.read(bodies.object(body));
        return Accepted.of(operations.begin(caller, Kind.PACK, selection.disclosesSome(), progress -> {
            PackRequest request = selection.request(caller.tenant(), search);
            Bytes pack = packs.pack(request, EvidencePack.MAX_SIZE, progress);
            int entries = request.indexes().size() + request.decisions().size();
            return new Outcome(
                    new Json.Obj(Map.of("entries", new Json.Num(entries), "bytes", new Json.Num(pack.size()))),
                    Optional.of(pack));
        }));
    }
}
