package dev.writ.api.catalog;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.entry.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/datasets/{id}}. */
@RestController
class DatasetController {
    private static final List<String> FIELDS = List.of(
            "id",
            "classification",
            "region",
            "purposes",
            "personal_data",
            "anonymised",
            "columns",
            "row_filter_column");
    private static final List<String> CLASSIFICATIONS = List.of("public", "internal", "confidential", "restricted");
    private static final List<String> SENSITIVITIES = List.of("none", "personal", "sensitive");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@+-]{0,199}");
    private static final int MOST_PURPOSES = 100;
    private static final int MOST_COLUMNS = 2_000;

    private final JsonBodies bodies;
    private final Datasets datasets;

    DatasetController(JsonBodies bodies, Datasets datasets) {
        this.bodies = bodies;
        this.datasets = datasets;
    }

    @PutMapping("/api/v1/datasets/{id}")
    @Operation(
            summary = "Register a data set, or a new version of it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Dataset.class))))
    Registered register(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (!ID.matcher(id).matches()) {
            throw Problem.unprocessable(
                            "dataset.id",
                            "the data set id `" + id + "` is not valid",
                            "use 1 to 200 letters, digits and `._:@+-`, the first a letter or a digit")
                    .raise();
        }
        Json.Obj document = document(id, Fields.of(bodies.object(body), "", FIELDS));
        var recorded = datasets.register(caller, id, document);
        return new Registered(
                id,
                recorded.value(),
                Datasets.digest(document),
                new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    private static Json.Obj document(String id, Fields fields) {
        if (fields.has("id") && !fields.identifier("id").equals(id)) {
            throw Problem.unprocessable(
                            "dataset.id", "`/id` is not the id in the path, `" + id + "`", "leave `/id` out")
                    .raise();
        }
        Map<String, Json> members = new TreeMap<>();
        members.put("id", new Json.Str(id));
        members.put("classification", new Json.Str(fields.oneOf("classification", CLASSIFICATIONS)));
        if (fields.has("region")) {
            members.put("region", new Json.Str(fields.identifier("region")));
        }
        members.put("purposes", Columns.json(fields.texts("purposes", MOST_PURPOSES)));
        members.put("personal_data", new Json.Bool(fields.flag("personal_data", true)));
        members.put("anonymised", new Json.Bool(fields.flag("anonymised", false)));
        members.put("columns", columns(fields));
        if (fields.has("row_filter_column")) {
            members.put("row_filter_column", new Json.Str(fields.text("row_filter_column", 200)));
        }
        return new Json.Obj(members);
    }

    private static Json columns(Fields fields) {
        return new Json.Arr(fields.objects("columns", MOST_COLUMNS, List.of("name", "sensitivity")).stream()
                .<Json>map(column -> new Json.Obj(Map.of(
                        "name", new Json.Str(column.text("name", 200)),
                        "sensitivity", new Json.Str(column.oneOf("sensitivity", SENSITIVITIES)))))
                .toList());
    }

    /** Body of a registration; a data set counts as personal unless it says otherwise. */
    record Dataset(
            @Nullable String id,
            String classification,
            @Nullable String region,
            @Nullable List<String> purposes,
            @Nullable Boolean personal_data,
            @Nullable Boolean anonymised,
            @Nullable List<Column> columns,
            @Nullable String row_filter_column) {}

    /** A column of a data set. */
    record Column(String name, String sensitivity) {}

    /** A data set that was just registered. */
    record Registered(String id, long version, String digest, LedgerPosition ledger) {}
}
