package dev.writ.policy.check;

import java.util.List;

/** What a call calls. */
public sealed interface Callee {
    /** The name as it is written in full. */
    String name();

    /** A built-in function whose implementation exists. */
    record Builtin(String name) implements Callee {}

    /**
     * A function of the program.
     *
     * @param path the names below {@code data}; {@link CheckedProgram#find} gives its rules
     */
    record Function(List<String> path) implements Callee {
        public Function {
            path = List.copyOf(path);
        }

        @Override
        public String name() {
            return "data." + String.join(".", path);
        }
    }
}
