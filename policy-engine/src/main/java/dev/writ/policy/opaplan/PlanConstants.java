package dev.writ.policy.opaplan;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The static part of a plan: texts, file names and the built-in functions that are called. */
final class PlanConstants {

    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final Map<String, Integer> files = new LinkedHashMap<>();
    private final Map<String, Integer> builtins = new LinkedHashMap<>();

    int string(String text) {
        return strings.computeIfAbsent(text, ignored -> strings.size());
    }

    int file(String name) {
        return files.computeIfAbsent(name, ignored -> files.size());
    }

    void builtin(String name, int arity) {
        builtins.put(name, arity);
    }

    RegoObject toJson() {
        List<RegoValue> functions = new ArrayList<>();
        for (String name : new TreeSet<>(builtins.keySet())) {
            functions.add(RegoObject.builder()
                    .put("name", RegoString.of(name))
                    .put("decl", declaration(builtins.getOrDefault(name, 0)))
                    .build());
        }
        return RegoObject.builder()
                .put("strings", values(strings))
                .put("builtin_funcs", RegoArray.of(functions))
                .put("files", values(files))
                .build();
    }

    /** The types are those that every function fits: whoever runs a plan has no use for narrower ones. */
    private static RegoValue declaration(int arity) {
        RegoObject any = RegoObject.of(Map.of("type", RegoString.of("any")));
        List<RegoValue> arguments = new ArrayList<>();
        for (int i = 0; i < arity; i++) {
            arguments.add(any);
        }
        return RegoObject.builder()
                .put("args", RegoArray.of(arguments))
                .put("result", any)
                .put("type", RegoString.of("function"))
                .build();
    }

    private static RegoArray values(Map<String, Integer> texts) {
        return RegoArray.of(texts.keySet().stream()
                .<RegoValue>map(text -> RegoObject.of(Map.of("value", RegoString.of(text))))
                .toList());
    }

    /** A number in JSON. */
    static RegoValue number(int value) {
        return RegoNumber.of(value);
    }
}
