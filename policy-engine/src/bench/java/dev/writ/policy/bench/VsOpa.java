package dev.writ.policy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Compares. {@code VsOpa OPA_BINARY POLICIES WORK_DIR ROUNDS MILLIS [CASE...]}: the cases are those of {@link Workloads}; the
 * ratios are medians over the rounds of OPA's time divided by ours in the same round.
 */
public final class VsOpa {

    private static final int WARM_UPS = 6;

    private VsOpa() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path opa = Path.of(args[0]);
        Path work = Path.of(args[2]);
        int rounds = Integer.parseInt(args[3]);
        int millis = Integer.parseInt(args[4]);
        List<String> cases = args.length > 5 ? List.of(args).subList(5, args.length) : Workloads.NAMES;
        Workloads.write(work, Path.of(args[1]), cases);
        List<String> serving =
                cases.stream().filter(name -> !name.equals("load")).toList();
        if (!serving.isEmpty()) {
            evaluations(work, opa, serving, rounds, millis);
        }
        if (cases.contains("load")) {
            loads(work.resolve("load"), opa, Math.max(3, rounds / 3));
        }
    }

    private static void evaluations(Path work, Path opa, List<String> cases, int rounds, int millis)
            throws IOException {
        System.out.printf(
                "%-10s %-8s %12s %12s %8s %12s %12s %8s   (µs an operation, medians of %d rounds)%n",
                "case", "store", "OPA wall", "ours wall", "ratio", "OPA cpu", "ours cpu", "ratio", rounds);
        try (Side theirs = Side.start(List.of(opa.toString(), "serve", work.toString()));
                Side ours = Side.start(Ours.command("serve", work))) {
            for (String name : cases) {
                for (String store : List.of("default", "ast")) {
                    for (int i = 0; i < WARM_UPS; i++) {
                        ours.run(name, store, millis);
                    }
                    theirs.run(name, store, millis);
                    List<Side.Timing> them = new ArrayList<>();
                    List<Side.Timing> us = new ArrayList<>();
                    for (int i = 0; i < rounds; i++) {
                        them.add(theirs.run(name, store, millis));
                        us.add(ours.run(name, store, millis));
                    }
                    report(name, store, them, us);
                }
            }
        }
    }

    private static void report(String name, String store, List<Side.Timing> them, List<Side.Timing> us) {
        if (!them.getLast().answer().equals(us.getLast().answer())) {
            throw new IllegalStateException(name + ": OPA says "
                    + them.getLast().answer() + ", we say " + us.getLast().answer());
        }
        System.out.printf(
                Locale.ROOT,
                "%-10s %-8s %12.2f %12.2f %7.1fx %12.2f %12.2f %7.1fx%n",
                name,
                store,
                median(them.stream().map(Side.Timing::wallMicros).toList()),
                median(us.stream().map(Side.Timing::wallMicros).toList()),
                median(ratios(them, us, true)),
                median(them.stream().map(Side.Timing::cpuMicros).toList()),
                median(us.stream().map(Side.Timing::cpuMicros).toList()),
                median(ratios(them, us, false)));
    }

    private static List<Double> ratios(List<Side.Timing> them, List<Side.Timing> us, boolean wall) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < us.size(); i++) {
            ratios.add(
                    wall
                            ? them.get(i).wallMicros() / us.get(i).wallMicros()
                            : them.get(i).cpuMicros() / us.get(i).cpuMicros());
        }
        return ratios;
    }

    private static void loads(Path dir, Path opa, int rounds) throws IOException, InterruptedException {
        List<Loading> them = new ArrayList<>();
        List<Loading> us = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            them.add(Loading.run(List.of(opa.toString(), "load", dir.toString())));
            us.add(Loading.run(Ours.command("load", dir)));
        }
        if (!them.getLast().answer().equals(us.getLast().answer())) {
            throw new IllegalStateException("load: OPA says " + them.getLast().answer() + ", we say "
                    + us.getLast().answer());
        }
        System.out.printf(
                "%nload: %d MB of data, %d modules; whole processes, medians of %d rounds%n",
                Files.size(dir.resolve("tree/records/data.json")) / 1_000_000, Workloads.MODULES, rounds);
        for (String what : List.of("wall s", "cpu s", "peak MB")) {
            List<Double> theirs = them.stream().map(l -> l.figure(what)).toList();
            List<Double> own = us.stream().map(l -> l.figure(what)).toList();
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                ratios.add(theirs.get(i) / own.get(i));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %12s OPA %10.2f   ours %10.2f   %6.2fx%n",
                    "load",
                    what,
                    median(theirs),
                    median(own),
                    median(ratios));
        }
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted(Comparator.naturalOrder()).toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
