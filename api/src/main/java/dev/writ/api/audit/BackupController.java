package dev.writ.api.audit;

import dev.writ.api.operation.Kind;
import dev.writ.api.operation.OperationView;
import dev.writ.api.operation.Operations;
import dev.writ.api.operation.Outcome;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.note.Checkpoint;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/backups}. The copy stays on the service's machine: administrators do not read what it holds. */
@RestController
class BackupController {
    private final Backups backups;
    private final Operations operations;

    BackupController(Backups backups, Operations operations) {
        this.backups = backups;
        this.operations = operations;
    }

    @PostMapping("/api/v1/backups")
    @Operation(
            summary = "Have a copy of the embedded database written into the data folder, while everything goes on",
            description =
                    "The operation is `done` when the copy is on stable storage. Its outcome names the file and its"
                            + " size, and the heads of all logs, at least which the copy holds.",
            responses = @ApiResponse(responseCode = "202", description = "The copy is being written"))
    ResponseEntity<OperationView> take(@CurrentCaller Caller caller) {
        backups.requirePossible();
        return Accepted.of(operations.begin(caller, Kind.BACKUP, false, progress -> {
            Backups.Backup backup = backups.take(progress);
            return new Outcome(details(backup), Optional.empty());
        }));
    }

    private static Json.Obj details(Backups.Backup backup) {
        return new Json.Obj(Map.of(
                "file", new Json.Str(backup.file().toString()),
                "bytes", new Json.Num(backup.bytes()),
                "checkpoints",
                        new Json.Arr(backup.heads().stream()
                                .map(BackupController::head)
                                .toList())));
    }

    private static Json head(Checkpoint head) {
        return new Json.Obj(Map.of(
                "origin", new Json.Str(head.origin()),
                "size", new Json.Num(head.size()),
                "root", new Json.Str(head.root().base64())));
    }
}
