package dev.writ.api.operation;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.PathIds;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/operations}. */
@RestController
@RequestMapping("/api/v1/operations")
class OperationController {
    private final Operations operations;
    private final Pages pages;

    OperationController(Operations operations, Pages pages) {
        this.operations = operations;
        this.pages = pages;
    }

    @GetMapping
    @io.swagger.v3.oas.annotations.Operation(summary = "The caller's operations of the last seven days, newest first")
    Page<OperationView> list(
            @CurrentCaller Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        int size = pages.size(limit);
        var found = operations.page(caller, pages.after(cursor), size + 1);
        return pages.page(found.stream().map(OperationView::of).toList(), size, OperationView::id);
    }

    @GetMapping("/{id}")
    @io.swagger.v3.oas.annotations.Operation(summary = "How far an operation of the caller's is, and what came of it")
    ResponseEntity<OperationView> read(@CurrentCaller Caller caller, @PathVariable String id) {
        OperationView view = operations.view(caller, PathIds.uuid(id, "operation"));
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        if (view.state().equals(State.RUNNING.word())) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(view);
    }

    @GetMapping("/{id}/result")
    @io.swagger.v3.oas.annotations.Operation(
            summary = "The result of an operation of the caller's, such as an evidence pack; kept for an hour")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE))
    void result(@CurrentCaller Caller caller, @PathVariable String id, HttpServletResponse response)
            throws IOException {
        Result result = operations.result(caller, PathIds.uuid(id, "operation"));
        var disposition = ContentDisposition.attachment().filename(result.name());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLengthLong(result.size());
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition.build().toString());
        result.write(response.getOutputStream());
    }
}
