package dev.writ.policy.ir;

import java.util.List;

/**
 * A planned set of modules.
 *
 * @param functions all functions; a function's id is its place in this list
 * @param documents the tree of documents that rules produce; its root is {@code data}
 */
public record Program(List<Function> functions, DocumentNode documents) {

    public Program {
        functions = List.copyOf(functions);
    }
}
