package dev.writ.policy.opaplan;

import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A planned set of policies.
 *
 * @param entrypoints what can be evaluated, by path
 * @param functions what can be called, by name
 * @param paths the functions that compute documents, by the paths at which they are looked up when a program runs
 * @param builtins the built-in functions that are called
 */
record OpaPlan(
        Map<String, Code> entrypoints,
        Map<String, Function> functions,
        Map<List<RegoValue>, Function> paths,
        List<String> builtins) {

    /** The local that holds the input. */
    static final int INPUT = 0;

    /** The local that holds the base data. */
    static final int DATA = 1;

    /**
     * Blocks that run in order.
     *
     * @param locals how many locals they use
     */
    record Code(List<Block> blocks, int locals) {}

    /** Statements that run in order until one of them is undefined. */
    record Block(List<PlanStatement> statements) {}

    /**
     * A function.
     *
     * @param parameters the locals that receive the arguments
     */
    record Function(String name, List<Integer> parameters, Code code) {

        /** Whether its result depends on input and data only. */
        boolean isDocument() {
            return parameters.size() == 2;
        }
    }

    /** What a statement reads. */
    sealed interface Operand {
        /** A local. */
        record Local(int index) implements Operand {}

        /** A value that is known. */
        record Constant(RegoValue value) implements Operand {}
    }

    /**
     * A place in the sources that OPA compiled.
     *
     * @param file its name, or null where none is known
     */
    record Place(@Nullable String file, int row, int column) {

        /** What a message starts with. */
        String prefix() {
            return file == null || row == 0 ? "" : file + ":" + row + ":" + column + ": ";
        }
    }
}
