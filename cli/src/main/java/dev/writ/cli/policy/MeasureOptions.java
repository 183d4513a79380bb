package dev.writ.cli.policy;

import dev.writ.policy.explain.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what is measured. */
final class MeasureOptions {

    /** What a profile is sorted by. */
    enum Order {
        TOTAL_TIME_NS,
        NUM_EVAL,
        NUM_REDO,
        NUM_GEN_EXPR,
        FILE,
        LINE
    }

    private static Comparator<Profile.Line> largestFirst(Order order) {
        Comparator<Profile.Line> smallestFirst = switch (order) {
            case TOTAL_TIME_NS -> Comparator.comparingLong(Profile.Line::nanos);
            case NUM_EVAL -> Comparator.comparingLong(Profile.Line::evaluated);
            case NUM_REDO -> Comparator.comparingLong(Profile.Line::redone);
            case NUM_GEN_EXPR -> Comparator.comparingInt(Profile.Line::expressions);
            case FILE -> Comparator.comparing(line -> line.place().file().name());
            case LINE -> Comparator.comparingInt(line -> line.place().line());
        };
        return smallestFirst.reversed();
    }

    private static final List<Order> DEFAULT =
            List.of(Order.TOTAL_TIME_NS, Order.NUM_EVAL, Order.NUM_REDO, Order.NUM_GEN_EXPR, Order.FILE, Order.LINE);
    private static final int LIMIT = 10;

    @Option(names = "--metrics", description = "Report how long loading, compiling and evaluating took.")
    private boolean metrics;

    @Option(names = "--instrument", description = "Report what the evaluation did, too; implies --metrics.")
    private boolean instrument;

    @Option(names = "--profile", description = "Report how long each line of the policies took; implies --metrics.")
    private boolean profile;

    @Option(
            names = "--profile-limit",
            paramLabel = "COUNT",
            description = "How many lines to report; 0 for all (default: 10); implies --profile.")
    private int limit = -1;

    @Option(
            names = "--profile-sort",
            paramLabel = "ORDER",
            split = ",",
            description = "Sort lines by total_time_ns, num_eval, num_redo, num_gen_expr, file or line; may be"
                    + " repeated; implies --profile.")
    private List<Order> orders = List.of();

    @Option(
            names = "--count",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "How often to run everything; measurements are reported together (default: 1).")
    private int count = 1;

    boolean metrics() {
        return metrics || instrument || profile();
    }

    boolean instrument() {
        return instrument;
    }

    boolean profile() {
        return profile || limit >= 0 || !orders.isEmpty();
    }

    int count() {
        return Math.max(1, count);
    }

    /** The lines that are shown, in the order that was asked for, and then in the usual one. */
    List<Profile.Line> shown(List<Profile.Line> lines) {
        List<Order> all = new ArrayList<>(orders);
        all.addAll(DEFAULT);
        Comparator<Profile.Line> order = all.stream()
                .map(MeasureOptions::largestFirst)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        int most = limit < 0 ? LIMIT : limit == 0 ? Integer.MAX_VALUE : limit;
        return lines.stream().sorted(order).limit(most).toList();
    }
}
