package dev.writ.api.audit;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/backups}. The copy stays on the service's machine: administrators do not read what it holds. */
@RestController
class BackupController {
    private final Backups backups;

    BackupController(Backups backups) {
        this.backups = backups;
    }

    @PostMapping("/api/v1/backups")
    @Operation(
            summary = "Write a copy of the embedded database into the data folder, while everything goes on",
            description =
                    "Answers when the copy is on stable storage. It holds at least what the named checkpoint covers.",
            responses = @ApiResponse(responseCode = "201", description = "The copy was written"))
    ResponseEntity<Taken> take(@CurrentCaller Caller caller) {
        Backups.Backup backup = backups.take(caller.tenant());
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new Taken(
                        backup.file().toString(),
                        backup.bytes(),
                        new Head(
                                backup.head().origin(),
                                backup.head().size(),
                                backup.head().root().base64())));
    }

    /** A copy: where it is on the service's machine, its size, and a head that the log in it extends. */
    record Taken(String file, long bytes, Head checkpoint) {}

    /** The head of a log; the root in base64. */
    record Head(String origin, long size, String root) {}
}
