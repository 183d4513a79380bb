package dev.writ.cli.ledger;

import dev.writ.cli.http.Json;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.verify.Finding;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What the reports on logs and on packs have in common. */
final class ReportParts {
    private ReportParts() {}

    /** The verdict and the head under which it was found. */
    static ObjectNode begin(boolean good, Optional<Checkpoint> head) {
        ObjectNode out = Json.object().put("good", good);
        head.ifPresent(checkpoint -> out.putObject("checkpoint")
                .put("origin", checkpoint.origin())
                .put("size", checkpoint.size())
                .put("root", checkpoint.root().base64()));
        return out;
    }

    /** The first bad place, if there is one. */
    static void end(ObjectNode out, Optional<Finding> finding) {
        finding.ifPresent(
                found -> out.putObject("finding").put("place", found.place()).put("message", found.message()));
    }

    /** How many entries tell of erasures; nothing if none does. */
    static String erasures(int number) {
        return number == 0 ? "" : ", " + number + (number == 1 ? " erasure" : " erasures");
    }

    /** How often the keys were changed; nothing if they never were. */
    static String keyChanges(int times) {
        return times == 0 ? "" : ", keys changed " + times + (times == 1 ? " time" : " times");
    }
}
