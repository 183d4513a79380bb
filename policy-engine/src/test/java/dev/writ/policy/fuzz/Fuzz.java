package dev.writ.policy.fuzz;

import dev.writ.policy.ast.RegoVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code Fuzz ORACLE --programs N --seed S [--show K] [--explain K] [--v0 | --v1]}: compares N programs, of which the i-th has
 * the seed S + i, prints the first K differences of each kind made small, the first K that were explained as they are, and the
 * counts. Exit code 1 where a difference has no explanation. Without {@code --v0} and {@code --v1} one program of five is of
 * version 0.
 */
public final class Fuzz {

    private static final int BATCH = 250;

    private final Oracle oracle;
    private final Explanation explanation;
    private final int shown;
    private final @Nullable RegoVersion version;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<Explanation.Reason, Integer> explained = new EnumMap<>(Explanation.Reason.class);
    private final int shownReasons;
    private int compared;
    private int refused;
    private int queries;
    private int errors;
    private int otherwise;

    private Fuzz(Oracle oracle, String[] args) {
        this.oracle = oracle;
        this.explanation = new Explanation(oracle);
        this.shown = (int) option(args, "--show", 2);
        this.shownReasons = (int) option(args, "--explain", 0);
        this.version = version(args);
    }

    public static void main(String[] args) throws IOException {
        long programs = option(args, "--programs", 1_000);
        long seed = option(args, "--seed", System.nanoTime() & 0xFFFF_FFFFL);
        long start = System.nanoTime();
        try (Oracle oracle = Oracle.start(Path.of(args[0]))) {
            Fuzz fuzz = new Fuzz(oracle, args);
            for (long done = 0; done < programs; done += BATCH) {
                fuzz.batch(seed + done, (int) Math.min(BATCH, programs - done));
            }
            System.out.printf(
                    "fuzz: seed %d, %d programs (%d refused by both, %d of them with other codes), %d queries (%d with"
                            + " errors), %d s, explained: %s, unexplained: %d %s%n",
                    seed,
                    fuzz.compared,
                    fuzz.refused,
                    fuzz.otherwise,
                    fuzz.queries,
                    fuzz.errors,
                    (System.nanoTime() - start) / 1_000_000_000,
                    fuzz.explained,
                    fuzz.counts.values().stream().mapToInt(Integer::intValue).sum(),
                    fuzz.counts);
            System.exit(fuzz.counts.isEmpty() ? 0 : 1);
        }
    }

    private static long option(String[] args, String name, long otherwise) {
        for (int i = 1; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return Long.parseLong(args[i + 1]);
            }
        }
        return otherwise;
    }

    private static @Nullable RegoVersion version(String[] args) {
        List<String> options = List.of(args);
        return options.contains("--v0") ? RegoVersion.V0 : options.contains("--v1") ? RegoVersion.V1 : null;
    }

    private FuzzProgram program(long seed) {
        return version == null ? ProgramGenerator.generate(seed) : ProgramGenerator.generate(seed, version);
    }

    private void batch(long seed, int count) throws IOException {
        List<FuzzProgram> programs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            programs.add(program(seed + i));
        }
        // The oracle works on them while we do.
        Oracle.Question question = oracle.start(programs);
        List<Verdict> own = programs.stream().map(Verdict::ours).toList();
        List<Verdict> theirs = question.answers();
        for (int i = 0; i < count; i++) {
            Verdict ours = own.get(i);
            count(ours);
            for (Difference difference : Difference.all(programs.get(i), theirs.get(i), ours)) {
                sort(seed + i, programs.get(i), difference);
            }
        }
    }

    private void sort(long seed, FuzzProgram program, Difference difference) throws IOException {
        if (difference.kind().equals(Difference.OTHERWISE)) {
            otherwise++;
            return;
        }
        Explanation.Reason reason = explanation.reason(program, difference);
        if (reason == null) {
            report(seed, program, difference);
        } else if (explained.merge(reason, 1, Integer::sum) <= shownReasons) {
            System.out.printf("== seed %d: %s%n%s%n%s%n", seed, reason, program.show(), show(difference));
        }
    }

    private void count(Verdict verdict) {
        compared++;
        switch (verdict) {
            case Verdict.Refused ignored -> refused++;
            case Verdict.Answered answered -> {
                queries += answered.answers().size();
                errors += (int) answered.answers().stream()
                        .filter(answer -> !answer.code().isEmpty())
                        .count();
            }
        }
    }

    private void report(long seed, FuzzProgram program, Difference difference) throws IOException {
        if (counts.merge(difference.kind(), 1, Integer::sum) > shown) {
            return;
        }
        FuzzProgram small = new Shrinker(oracle, difference.kind()).shrink(program, difference);
        Difference left = Difference.between(small, oracle.ask(small), Verdict.ours(small));
        Difference told = left == null ? difference : left;
        System.out.printf(
                "== seed %d: %s%n%s%n%s   before it was made small:%n%s%n",
                seed, told.kind(), small.show(), show(told), show(difference));
    }

    private static String show(Difference difference) {
        return "   query %s%n   OPA:  %s%n   ours: %s%n"
                .formatted(difference.query(), cut(difference.theirs()), cut(difference.ours()));
    }

    private static String cut(String text) {
        return text.length() <= 600 ? text : text.substring(0, 600) + "…";
    }
}
