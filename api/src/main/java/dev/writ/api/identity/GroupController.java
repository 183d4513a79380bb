package dev.writ.api.identity;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.IfMatch;
import dev.writ.api.platform.IfNoneMatch;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/groups}. */
@RestController
@RequestMapping("/api/v1/groups")
class GroupController {
    private static final List<String> FIELDS = List.of("members");
    private static final int MOST_MEMBERS = 1_000;

    private final JsonBodies bodies;
    private final Groups groups;
    private final Pages pages;

    GroupController(JsonBodies bodies, Groups groups, Pages pages) {
        this.bodies = bodies;
        this.groups = groups;
        this.pages = pages;
    }

    @GetMapping
    @Operation(summary = "List groups in order of their names")
    Page<Name> list(
            @CurrentCaller Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        int size = pages.size(limit);
        var found = groups.page(caller.tenant(), pages.cursor(cursor), size + 1);
        return pages.page(found.stream().map(Name::new).toList(), size, Name::name);
    }

    @GetMapping("/{name}")
    @Operation(summary = "Who is in a group, as far as the service keeps it")
    ResponseEntity<View> read(@CurrentCaller Caller caller, @PathVariable String name) {
        Set<String> members = groups.everybody(caller.tenant(), name);
        return ResponseEntity.ok()
                .eTag(Groups.tag(members))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(new View(name, List.copyOf(members)));
    }

    @PutMapping("/{name}")
    @Operation(
            summary = "Make a group, or have it consist of exactly these members",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Members.class))))
    ResponseEntity<Changed> put(
            @CurrentCaller Caller caller,
            @PathVariable String name,
            @Parameter(description = "the `ETag` of the state that this is to replace; any state, or none, if left out")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @Parameter(description = "`*` to make a group, and to change none that is there")
                    @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable
                    String ifNoneMatch,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (!Fields.isIdentifier(name)) {
            throw Problem.unprocessable(
                            "group.name",
                            "the name of a group `" + name + "` is not valid",
                            "use 1 to 200 letters, digits and `._:@+-`, the first a letter or a digit")
                    .raise();
        }
        var fields = Fields.of(bodies.object(body), "", FIELDS);
        fields.required("members");
        var recorded = groups.put(
                caller,
                name,
                fields.texts("members", MOST_MEMBERS),
                IfMatch.read(ifMatch),
                IfNoneMatch.any(ifNoneMatch));
        return ResponseEntity.ok()
                .eTag(Groups.tag(recorded.value()))
                .body(new Changed(
                        name,
                        List.copyOf(recorded.value()),
                        new LedgerPosition(caller.tenant().name(), recorded.index())));
    }

    @DeleteMapping("/{name}")
    @Operation(summary = "Remove a group; nobody is in it any more at once")
    ResponseEntity<Void> remove(
            @CurrentCaller Caller caller,
            @PathVariable String name,
            @Parameter(description = "the `ETag` of the state that this is to end; any state if left out")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch) {
        groups.remove(caller, name, IfMatch.read(ifMatch));
        return ResponseEntity.noContent().build();
    }

    /** Body of a change. */
    record Members(List<String> members) {}

    /** A group in a list. */
    record Name(String name) {}

    /** A group as callers see it. */
    record View(String name, List<String> members) {}

    /** A group that was just changed. */
    record Changed(String name, List<String> members, LedgerPosition ledger) {}
}
