package dev.writ.cli.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How times are distributed: of a sample of bounded size, in which each has the same chance to be. */
final class Histogram {

    private static final int SIZE = 4_096;
    private static final String NAME = "histogram_timer_rego_query_eval_ns_";

    private final long[] sample = new long[SIZE];
    private long count;
    private long state = 0x9E3779B97F4A7C15L;

    void add(long nanos) {
        if (count < SIZE) {
            sample[(int) count] = nanos;
        } else {
            // Each of the times so far is in the sample with the same chance (Vitter's algorithm R).
            state = state * 6364136223846793005L + 1442695040888963407L;
            long place = Long.remainderUnsigned(state >>> 16, count + 1);
            if (place < SIZE) {
                sample[(int) place] = nanos;
            }
        }
        count++;
    }

    /** The measures that OPA prints, under its names, of so many runs. */
    Map<String, Long> values(long runs) {
        long[] sorted = Arrays.copyOf(sample, (int) Math.min(count, SIZE));
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).average().orElse(0);
        double variance = Arrays.stream(sorted)
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        Map<String, Long> values = new LinkedHashMap<>();
        values.put(NAME + "75%", percentile(sorted, 0.75));
        values.put(NAME + "90%", percentile(sorted, 0.9));
        values.put(NAME + "95%", percentile(sorted, 0.95));
        values.put(NAME + "99%", percentile(sorted, 0.99));
        values.put(NAME + "99.9%", percentile(sorted, 0.999));
        values.put(NAME + "99.99%", percentile(sorted, 0.9999));
        values.put(NAME + "count", runs);
        values.put(NAME + "max", percentile(sorted, 1));
        values.put(NAME + "mean", Math.round(mean));
        values.put(NAME + "median", percentile(sorted, 0.5));
        values.put(NAME + "min", percentile(sorted, 0));
        values.put(NAME + "stddev", Math.round(Math.sqrt(variance)));
        return values;
    }

    private static long percentile(long[] sorted, double part) {
        if (sorted.length == 0) {
            return 0;
        }
        int at = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.clamp(at, 0, sorted.length - 1)];
    }
}
