package dev.writ.cli.policy;

import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Times of one run, under OPA's names. */
final class Metrics {

    private static final String LOAD = "timer_rego_load_files_ns";
    private static final String PARSE = "timer_rego_module_parse_ns";
    private static final String COMPILE = "timer_rego_module_compile_ns";
    private static final String QUERY_PARSE = "timer_rego_query_parse_ns";
    private static final String QUERY_COMPILE = "timer_rego_query_compile_ns";
    private static final String EVAL = "timer_rego_query_eval_ns";

    private final Map<String, Long> values = new TreeMap<>();

    private <T> T time(String name, Supplier<T> step) {
        long start = System.nanoTime();
        T result = step.get();
        values.put(name, System.nanoTime() - start);
        return result;
    }

    <T> T load(Supplier<T> step) {
        return time(LOAD, step);
    }

    <T> T compile(Supplier<T> step) {
        return time(COMPILE, step);
    }

    <T> T query(Supplier<T> step) {
        return time(QUERY_COMPILE, step);
    }

    <T> T evaluate(Supplier<T> step) {
        return time(EVAL, step);
    }

    /** A module was parsed. */
    void parsed(long nanos) {
        values.merge(PARSE, nanos, Long::sum);
    }

    /** Of the time that preparing the query took, so much was for parsing it. */
    void queryParsed(long nanos) {
        values.put(QUERY_PARSE, nanos);
        values.merge(QUERY_COMPILE, -nanos, Long::sum);
    }

    /** Something that was counted. */
    void count(String name, long value) {
        values.put(name, value);
    }

    RegoObject json() {
        RegoObject.Builder json = RegoObject.builder();
        values.forEach((name, value) -> json.put(RegoString.of(name), RegoNumber.of(value)));
        return json.build();
    }

    /** How each is distributed over several runs. */
    static RegoObject aggregated(List<Metrics> runs) {
        RegoObject.Builder json = RegoObject.builder();
        runs.getFirst().values.keySet().forEach(name -> {
            List<Long> all = new ArrayList<>();
            runs.forEach(run -> all.add(run.values.getOrDefault(name, 0L)));
            json.put(RegoString.of(name), Distribution.of(all));
        });
        return json.build();
    }
}
