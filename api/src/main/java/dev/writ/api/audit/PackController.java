package dev.writ.api.audit;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.ledger.merkle.Bytes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Evidence packs, for auditors alone: they may hold what the log only commits to. */
@RestController
class PackController {
    private final Logs logs;
    private final PackRepository rows;
    private final Payloads payloads;

    PackController(Logs logs, PackRepository rows, Payloads payloads) {
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
        Bytes pack =
                new Packs(caller.tenant(), view, rows, payloads).pack(PackRequest.parse(index, decision, disclose));
        var disposition = ContentDisposition.attachment().filename("evidence.pack.json");
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.build().toString())
                .body(pack.toArray());
    }
}
