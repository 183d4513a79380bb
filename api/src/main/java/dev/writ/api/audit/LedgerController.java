package dev.writ.api.audit;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.ServeOptions;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.publish.LogView;
import dev.writ.ledger.tile.TilePath;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /ledger/<log>/}: the files of C2SP tlog-tiles, tlog-proof, and proofs as JSON for those who do not read tiles. */
@RestController
@RequestMapping("/ledger/{log}")
class LedgerController {
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");
    private static final CacheControl FRESH = CacheControl.noStore();
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Logs logs;
    private final boolean open;
    private final CacheControl kept;

    LedgerController(Logs logs, ServeOptions options) {
        this.logs = logs;
        this.open = options.publicLedger();
        var immutable = CacheControl.maxAge(FOREVER).immutable();
        this.kept = options.publicLedger() ? immutable.cachePublic() : immutable.cachePrivate();
    }

    @GetMapping("/checkpoint")
    @Operation(summary = "The newest signed checkpoint")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE))
    ResponseEntity<byte[]> checkpoint(
            @CurrentCaller @Nullable Caller caller, @PathVariable String log, HttpServletRequest request) {
        return view(caller, log)
                .checkpoint()
                .map(signed -> text(signed.bytes(), request))
                .orElseThrow(() -> missing("checkpoint").raise());
    }

    @GetMapping("/keys")
    @Operation(summary = "The verifier keys that sign the newest checkpoint, one a line")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE))
    ResponseEntity<byte[]> keys(
            @CurrentCaller @Nullable Caller caller, @PathVariable String log, HttpServletRequest request) {
        return view(caller, log)
                .keys()
                .map(keys -> text(keys, request))
                .orElseThrow(() -> missing("keys").raise());
    }

    @GetMapping("/keys/history")
    @Operation(summary = "All verifier keys that the log ever had, with the entries that name them, as JSON")
    ResponseEntity<KeyHistory> keyHistory(@CurrentCaller @Nullable Caller caller, @PathVariable String log) {
        KeyGenerations history =
                view(caller, log).keyHistory().orElseThrow(() -> missing("keys").raise());
        return ResponseEntity.ok()
                .cacheControl(FRESH)
                .body(new KeyHistory(
                        history.origin(),
                        history.generations().stream()
                                .map(each -> new KeySet(
                                        each.entry(),
                                        each.keys().keys().stream()
                                                .map(VerifierKey::text)
                                                .sorted()
                                                .toList()))
                                .toList()));
    }

    /** The keys of a log over time. */
    record KeyHistory(String origin, List<KeySet> generations) {}

    /** Keys that sign heads of more entries than the index of the entry that names them. */
    record KeySet(long entry, List<String> keys) {}

    @GetMapping("/tile/**")
    @Operation(summary = "A tile or an entry bundle (C2SP tlog-tiles)")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE))
    ResponseEntity<byte[]> tile(
            @CurrentCaller @Nullable Caller caller, @PathVariable String log, HttpServletRequest request) {
        var view = view(caller, log);
        String uri = request.getRequestURI();
        String path = uri.substring(uri.indexOf("/tile/") + 1);
        TilePath tile = tilePath(path);
        return view.tile(tile)
                .map(bytes -> new LedgerFile(
                                bytes, MediaType.APPLICATION_OCTET_STREAM, kept, tile.level() == TilePath.ENTRIES)
                        .answer(request))
                .orElseThrow(() -> missing(path).raise());
    }

    @GetMapping("/proof/{index}")
    @Operation(summary = "The inclusion proof of an entry under the newest checkpoint (C2SP tlog-proof)")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE))
    ResponseEntity<byte[]> proof(
            @CurrentCaller @Nullable Caller caller,
            @PathVariable String log,
            @PathVariable String index,
            HttpServletRequest request) {
        return text(find(caller, log, index).bytes(), request);
    }

    @GetMapping("/proof/inclusion")
    @Operation(summary = "The inclusion proof of an entry in a tree of a size, as JSON")
    ResponseEntity<Inclusion> inclusion(
            @CurrentCaller @Nullable Caller caller,
            @PathVariable String log,
            @RequestParam(required = false) @Nullable String index,
            @RequestParam(required = false) @Nullable String size) {
        long position = number("index", index);
        long tree = number("size", size);
        var proof = view(caller, log)
                .inclusion(position, tree)
                .orElseThrow(() -> missing("proof of entry " + position + " in a tree of size " + tree)
                        .raise());
        return ResponseEntity.ok()
                .cacheControl(FRESH)
                .body(new Inclusion(proof.index(), proof.size(), base64(proof.path())));
    }

    @GetMapping("/proof/consistency")
    @Operation(summary = "The proof that one size of the log grew out of another, as JSON")
    ResponseEntity<Consistency> consistency(
            @CurrentCaller @Nullable Caller caller,
            @PathVariable String log,
            @RequestParam(required = false) @Nullable String first,
            @RequestParam(required = false) @Nullable String second) {
        long from = number("first", first);
        long to = number("second", second);
        var proof = view(caller, log)
                .consistency(from, to)
                .orElseThrow(() -> missing("consistency proof from size " + from + " to size " + to)
                        .raise());
        return ResponseEntity.ok()
                .cacheControl(FRESH)
                .body(new Consistency(proof.first(), proof.second(), base64(proof.path())));
    }

    /** A proof that an entry is in a tree; hashes in base64, the leaf's own sibling first. */
    record Inclusion(long index, long size, List<String> path) {}

    /** A proof that a tree grew out of another; hashes in base64, in the order of RFC 6962. */
    record Consistency(long first, long second, List<String> path) {}

    /** Where the ledger is public, everybody reads every log; else the gate let somebody in, who reads that of its tenant. */
    private LogView view(@Nullable Caller caller, String log) {
        return open || caller == null ? logs.view(log) : logs.view(caller, log);
    }

    private LogProof find(@Nullable Caller caller, String log, String index) {
        return view(caller, log)
                .proof(number("index", index))
                .orElseThrow(() -> missing("proof of entry " + index).raise());
    }

    private static List<String> base64(List<Hash> path) {
        return path.stream().map(Hash::base64).toList();
    }

    private static TilePath tilePath(String path) {
        try {
            return TilePath.parse(path);
        } catch (IllegalArgumentException e) {
            throw missing(path).raise();
        }
    }

    private static long number(String name, @Nullable String text) {
        try {
            long number = Long.parseLong(String.valueOf(text));
            if (number >= 0 && Long.toString(number).equals(text)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for everything that is not a whole number
        }
        throw Problem.badRequest(
                        "parameter.number",
                        text == null ? "the parameter `" + name + "` is missing" : "`" + name + "` is `" + text + "`",
                        "send `" + name + "` as a whole number in decimal digits")
                .raise();
    }

    private static ResponseEntity<byte[]> text(Bytes bytes, HttpServletRequest request) {
        return new LedgerFile(bytes, TEXT, FRESH, false).answer(request);
    }

    private static Problem missing(String what) {
        return Problem.notFound(
                "ledger.nothing_here",
                "the published log has no " + what,
                "read `checkpoint` for its size; see C2SP tlog-tiles for what there is");
    }
}
