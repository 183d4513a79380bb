package dev.writ.policy.fuzz;

import dev.writ.policy.ast.RegoVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code PartialFuzz ORACLE|- PROGRAMS SEED SHOW}: compares residuals of random programs with the programs, and has them
 * evaluated by OPA's Go library, too. Prints the counts and the first residuals of each kind that is wrong.
 */
public final class PartialFuzz {

    private PartialFuzz() {}

    public static void main(String[] args) throws IOException {
        int programs = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        int show = Integer.parseInt(args[3]);
        Map<PartialCase.Outcome, Integer> ours = new EnumMap<>(PartialCase.Outcome.class);
        Map<PartialCase.Outcome, Integer> theirs = new EnumMap<>(PartialCase.Outcome.class);
        Map<PartialCase.Outcome, Integer> optimized = new EnumMap<>(PartialCase.Outcome.class);
        try (Oracle oracle = args[0].equals("-") ? null : Oracle.start(Path.of(args[0]))) {
            for (int i = 0; i < programs; i++) {
                FuzzProgram program = ProgramGenerator.generate(seed + i);
                PartialCase one = PartialCase.of(program, seed + i);
                if (one == null) {
                    continue;
                }
                for (int level = 1; level <= 2; level++) {
                    for (PartialCase.Verdict verdict : one.optimized(level)) {
                        tell(optimized, verdict.outcome(), "optimised", seed + i, one, verdict, show);
                    }
                }
                for (PartialCase.Verdict verdict : one.verdicts()) {
                    tell(ours, verdict.outcome(), "ours", seed + i, one, verdict, show);
                    PartialCase.Outcome other = oracle == null ? null : opa(oracle, program, verdict);
                    if (other != null) {
                        tell(theirs, other, "OPA", seed + i, one, verdict, show);
                    }
                }
            }
        }
        System.out.printf(
                "partial: seed %d, %d programs, ours %s, OPA %s, optimised %s%n",
                seed, programs, ours, theirs, optimized);
    }

    private static void tell(
            Map<PartialCase.Outcome, Integer> counts,
            PartialCase.Outcome outcome,
            String who,
            long seed,
            PartialCase one,
            PartialCase.Verdict verdict,
            int show) {
        int count = counts.merge(outcome, 1, Integer::sum);
        boolean good = outcome == PartialCase.Outcome.SAME
                || outcome == PartialCase.Outcome.BOTH_FAIL
                || outcome == PartialCase.Outcome.FAILS_INSTEAD
                || outcome == PartialCase.Outcome.FAILS_ALONE;
        if (!good && count <= show) {
            System.out.printf(
                    "== %s: seed %d: %s, unknown %s, query %s%n%s%n%s%n",
                    who,
                    seed,
                    outcome,
                    one.unknowns(),
                    verdict.query(),
                    one.program().show(),
                    verdict.details());
        }
    }

    /** How the residual compares with the query where OPA evaluates both; null where it does not read the modules as they are. */
    private static PartialCase.@Nullable Outcome opa(Oracle oracle, FuzzProgram program, PartialCase.Verdict verdict)
            throws IOException {
        if (verdict.residual() == null || program.version() == RegoVersion.V0) {
            return null;
        }
        List<String> queries = new ArrayList<>(List.of(verdict.query()));
        Set<String> rows = new TreeSet<>();
        verdict.residual().queries().forEach(query -> {
            if (query.expressions().isEmpty()) {
                rows.add("{}");
            } else {
                queries.add(query.text());
            }
        });
        List<List<String>> modules = new ArrayList<>(program.modules());
        verdict.residual().support().forEach(text -> modules.add(List.of(text)));
        dev.writ.policy.fuzz.Verdict answer =
                oracle.ask(program.lenient().withModules(modules).withQueries(queries));
        if (!(answer instanceof dev.writ.policy.fuzz.Verdict.Answered answered)) {
            return PartialCase.Outcome.WRONG;
        }
        PartialCase.Solutions whole = solutions(answered.answers().subList(0, 1), new TreeSet<>());
        PartialCase.Solutions rest =
                solutions(answered.answers().subList(1, answered.answers().size()), rows);
        return PartialCase.compare(whole, rest, whole.rows().isEmpty());
    }

    private static PartialCase.Solutions solutions(
            List<dev.writ.policy.fuzz.Verdict.Answer> answers, Set<String> rows) {
        for (dev.writ.policy.fuzz.Verdict.Answer answer : answers) {
            if (!answer.code().isEmpty()) {
                return new PartialCase.Solutions(Set.of(), true, false, answer.message());
            }
            for (String row : answer.rows()) {
                int values = row.lastIndexOf(" [");
                String expressions = row.substring(row.indexOf("} ") + 1);
                if (!falseAmong(expressions) && values >= 0) {
                    rows.add(row.substring(0, row.indexOf("} ") + 1).replaceAll("\"__local[^,}]*,?", ""));
                }
            }
        }
        return new PartialCase.Solutions(rows, false, false, "");
    }

    private static boolean falseAmong(String values) {
        return dev.writ.policy.value.JsonReader.read(values.strip()) instanceof dev.writ.policy.value.RegoArray array
                && array.toString().matches(".*(\\[|, )false(, .*|\\])");
    }
}
