package dev.writ.cli.demo;

import dev.writ.cli.gate.Decision;
import java.util.List;

/**
 * The decisions of the promotion scene.
 *
 * @param denied the denial on the first evidence
 * @param all all of them
 */
record Promoted(Decision denied, List<Decision> all) {
    Promoted {
        all = List.copyOf(all);
    }
}
