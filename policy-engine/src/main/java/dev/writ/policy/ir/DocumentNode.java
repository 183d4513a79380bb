package dev.writ.policy.ir;

import dev.writ.policy.value.RegoValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A place in the tree of {@code data} documents that has rules at it or below it. Places without rules have no node:
 * there only base data can be.
 *
 * @param path the keys from {@code data} to here
 * @param children what is below, by key, in the order of the keys
 * @param function the function that computes the whole document here; functions with parameters are not documents
 */
public record DocumentNode(List<RegoValue> path, Map<RegoValue, DocumentNode> children, OptionalInt function) {

    public DocumentNode {
        path = List.copyOf(path);
        children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }
}
