package dev.writ.policy.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code Fuzz ORACLE --programs N --seed S [--show K]}: compares N programs, of which the i-th has the seed S + i, prints the
 * first K differences of each kind made small, and the counts. Exit code 1 where anything differs.
 */
public final class Fuzz {

    private static final int BATCH = 250;

    private final Oracle oracle;
    private final Explanation explanation;
    private final int shown;
    private final Map<String, Integer> counts = new TreeMap<>();
    private int compared;
    private int refused;
    private int queries;
    private int errors;
    private int explained;
    private int otherwise;

    private Fuzz(Oracle oracle, int shown) {
        this.oracle = oracle;
        this.explanation = new Explanation(oracle);
        this.shown = shown;
    }

    public static void main(String[] args) throws IOException {
        long programs = option(args, "--programs", 1_000);
        long seed = option(args, "--seed", System.nanoTime() & 0xFFFF_FFFFL);
        long start = System.nanoTime();
        try (Oracle oracle = Oracle.start(Path.of(args[0]))) {
            Fuzz fuzz = new Fuzz(oracle, (int) option(args, "--show", 2));
            for (long done = 0; done < programs; done += BATCH) {
                fuzz.batch(seed + done, (int) Math.min(BATCH, programs - done));
            }
            System.out.printf(
                    "fuzz: seed %d, %d programs (%d refused by both, %d of them with other codes), %d queries (%d with"
                            + " errors), %d s, %d as OPA without its rule index, differences: %s%n",
                    seed,
                    fuzz.compared,
                    fuzz.refused,
                    fuzz.otherwise,
                    fuzz.queries,
                    fuzz.errors,
                    (System.nanoTime() - start) / 1_000_000_000,
                    fuzz.explained,
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

    private void batch(long seed, int count) throws IOException {
        List<FuzzProgram> programs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            programs.add(ProgramGenerator.generate(seed + i));
        }
        List<Verdict> theirs = oracle.ask(programs);
        for (int i = 0; i < count; i++) {
            Verdict ours = Verdict.ours(programs.get(i));
            count(ours);
            for (Difference difference : Difference.all(programs.get(i), theirs.get(i), ours)) {
                sort(seed + i, programs.get(i), difference);
            }
        }
    }

    private void sort(long seed, FuzzProgram program, Difference difference) throws IOException {
        if (difference.kind().equals(Difference.OTHERWISE)) {
            otherwise++;
        } else if (explanation.explains(program, difference)) {
            explained++;
        } else {
            report(seed, program, difference);
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
