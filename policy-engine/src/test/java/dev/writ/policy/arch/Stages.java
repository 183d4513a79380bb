package dev.writ.policy.arch;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which stage may import which: the pipeline from left to right, and what stands beside it. */
final class Stages {

    static final String FACADE = "";

    private static final Map<String, Set<String>> ALLOWED = allowed();

    private Stages() {}

    private static Map<String, Set<String>> allowed() {
        Map<String, Set<String>> edges = new LinkedHashMap<>();
        edges.put("source", Set.of());
        edges.put("value", Set.of("source"));
        edges.put("type", Set.of("source", "value"));
        edges.put("ast", Set.of("source", "value", "type"));
        edges.put("parse", Set.of("source", "value", "ast"));
        edges.put("builtin", Set.of("source", "value", "type", "ast", "parse"));
        edges.put("check", Set.of("source", "value", "type", "ast", "parse", "builtin"));
        edges.put("ir", Set.of("source", "value"));
        edges.put("plan", Set.of("source", "value", "ast", "builtin", "check", "ir"));
        edges.put("runtime", Set.of("source", "value", "builtin", "ir"));
        edges.put("eval", Set.of("source", "value", "builtin", "ir", "runtime"));
        // What an evaluation tells, kept and shown; beside the executor, which knows the port alone.
        edges.put("explain", Set.of("source", "value", "ir", "runtime"));
        edges.put("bundle", Set.of("source", "value", "ast", "parse", "builtin", "check"));
        edges.put("format", Set.of("source", "value", "ast", "parse", "builtin"));
        edges.put(
                FACADE,
                Set.of(
                        "source", "value", "type", "ast", "parse", "builtin", "check", "ir", "plan", "runtime", "eval",
                        "bundle"));
        Set<String> testrun = new HashSet<>(edges.get(FACADE));
        testrun.add(FACADE);
        testrun.add("explain");
        edges.put("testrun", testrun);
        // Looks at syntax trees; rules of one's own are policies, which the façade runs.
        edges.put("lint", Set.of(FACADE, "source", "value", "type", "ast", "parse", "builtin", "check", "format"));
        // Evaluates what is known with the whole pipeline, and looks at the checked tree of what is not.
        Set<String> partial = new HashSet<>(edges.get(FACADE));
        partial.add(FACADE);
        edges.put("partial", partial);
        // Other engines behind the façade: nothing of the pipeline but values, findings, and what an evaluation may
        // use.
        edges.put("wasm", Set.of(FACADE, "source", "value", "builtin", "runtime", "bundle"));
        edges.put(
                "opaplan",
                Set.of(FACADE, "source", "value", "ast", "builtin", "check", "ir", "plan", "runtime", "bundle"));
        edges.put("remote", Set.of(FACADE, "source", "value", "runtime"));
        edges.put("compare", Set.of(FACADE, "source", "value", "runtime"));
        return edges;
    }

    /** Whether the stage is known. */
    static boolean isKnown(String stage) {
        return ALLOWED.containsKey(stage);
    }

    /** Whether classes of one stage may use classes of another. */
    static boolean mayUse(String from, String to) {
        return from.equals(to) || ALLOWED.getOrDefault(from, Set.of()).contains(to);
    }

    /** The stage of a package below a root package; the root itself is the façade. */
    static String of(String root, String packageName) {
        if (packageName.equals(root)) {
            return FACADE;
        }
        String below = packageName.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
