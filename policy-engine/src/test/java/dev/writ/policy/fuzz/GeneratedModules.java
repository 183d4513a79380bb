package dev.writ.policy.fuzz;

import dev.writ.policy.ast.RegoVersion;
import java.util.List;

/** The modules of generated programs, for tests that need many texts over the whole language. */
public final class GeneratedModules {
    private GeneratedModules() {}

    /** The modules of the program with this seed. */
    public static List<String> of(long seed, RegoVersion version) {
        return ProgramGenerator.generate(seed, version).texts();
    }
}
