package dev.writ.cli.policy;

import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How some numbers are distributed, as OPA's histograms show it. */
final class Distribution {

    private Distribution() {}

    /** Percentiles, by linear interpolation between the ranks {@code p * (n + 1)}, mean and standard deviation. */
    static RegoObject of(List<Long> numbers) {
        List<Long> sorted = numbers.stream().sorted().toList();
        double mean = sorted.stream().mapToLong(Long::longValue).average().orElse(0);
        double variance = sorted.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("75%", percentile(sorted, 0.75));
        values.put("90%", percentile(sorted, 0.9));
        values.put("95%", percentile(sorted, 0.95));
        values.put("99%", percentile(sorted, 0.99));
        values.put("99.9%", percentile(sorted, 0.999));
        values.put("99.99%", percentile(sorted, 0.9999));
        values.put("count", (double) sorted.size());
        values.put("max", (double) sorted.getLast());
        values.put("mean", mean);
        values.put("median", percentile(sorted, 0.5));
        values.put("min", (double) sorted.getFirst());
        values.put("stddev", Math.sqrt(variance));
        RegoObject.Builder json = RegoObject.builder();
        values.forEach((name, value) -> json.put(RegoString.of(name), number(value)));
        return json.build();
    }

    private static RegoNumber number(double value) {
        return value == Math.rint(value) ? RegoNumber.of((long) value) : RegoNumber.of(BigDecimal.valueOf(value));
    }

    private static double percentile(List<Long> sorted, double part) {
        double place = part * (sorted.size() + 1);
        int below = (int) place;
        if (below < 1) {
            return sorted.getFirst();
        }
        if (below >= sorted.size()) {
            return sorted.getLast();
        }
        double lower = sorted.get(below - 1);
        return lower + (place - below) * (sorted.get(below) - lower);
    }
}
