package dev.writ.api.audit;

import dev.writ.api.operation.OperationView;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The answer to a request whose work has begun: where to look at it. */
final class Accepted {
    private Accepted() {}

    static ResponseEntity<OperationView> of(OperationView begun) {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .header(HttpHeaders.LOCATION, "/api/v1/operations/" + begun.id())
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(begun);
    }
}
