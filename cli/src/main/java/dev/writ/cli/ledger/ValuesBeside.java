package dev.writ.cli.ledger;

import dev.writ.cli.Failure;
import dev.writ.cli.Home;
import dev.writ.cli.http.Json;
import dev.writ.ledger.verify.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of the values beside a log, checked by the service's jar, which alone knows its tables, against a verified export.
 *
 * @param kept values that are there and fit
 * @param erased values of whose erasure the log tells
 * @param later values of whose erasure only entries after the export tell
 * @param finding the first bad place; empty if all is good
 */
record ValuesBeside(long kept, long erased, long later, Optional<Finding> finding) {

    /**
     * Has them checked.
     *
     * @param source the options that name the database
     * @param export the verified log
     * @param output where the jar's output goes; a new file
     */
    static ValuesBeside check(Home home, List<String> source, Path export, Path output) {
        List<String> arguments = new ArrayList<>(List.of("ledger-values", "--dir", export.toString()));
        arguments.addAll(source);
        int code = OfflineMode.run(home, arguments, Optional.of(output));
        List<String> lines = lines(output);
        if (code != 0 || lines.isEmpty()) {
            throw new Failure("the values beside the log cannot be checked: " + String.join("; ", lines)
                    + "; `--no-values` leaves them out");
        }
        return of(Json.parse(lines.getLast().getBytes(StandardCharsets.UTF_8), "the check of the values"));
    }

    static ValuesBeside of(JsonNode report) {
        JsonNode finding = report.path("finding");
        return new ValuesBeside(
                report.path("kept").asLong(0),
                report.path("erased").asLong(0),
                report.path("later").asLong(0),
                finding.isObject()
                        ? Optional.of(new Finding(Json.text(finding, "place"), Json.text(finding, "message")))
                        : Optional.empty());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw Failure.io("read `" + file + "`", e);
        }
    }

    /** In words, to follow the report on the log. */
    String text() {
        return ", " + kept + " values beside it" + (erased + later == 0 ? "" : ", " + (erased + later) + " erased");
    }

    void json(ObjectNode out) {
        out.putObject("values").put("kept", kept).put("erased", erased).put("later", later);
    }
}
