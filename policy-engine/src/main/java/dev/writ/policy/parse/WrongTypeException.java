package dev.writ.policy.parse;

import dev.writ.policy.value.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** A part of a METADATA block is of another type than it must be. OPA reports these where the part is written. */
final class WrongTypeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final transient List<Object> path;

    /** A message about what is at {@code path}, the keys from the outside. */
    WrongTypeException(String message, String... path) {
        this(message, List.<Object>of((Object[]) path));
    }

    private WrongTypeException(String message, List<Object> path) {
        super(message);
        this.problem = message;
        this.path = path;
    }

    /** The same about element {@code index} of the list at {@code key}. */
    WrongTypeException within(int index, String key) {
        List<Object> whole = new ArrayList<>(List.of(key, index));
        whole.addAll(path);
        return new WrongTypeException(problem, whole);
    }

    /** The line of the part in the YAML that it was read from, from 1. */
    int line(String yaml) {
        return YamlReader.line(yaml, path);
    }
}
