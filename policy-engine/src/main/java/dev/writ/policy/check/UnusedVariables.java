package dev.writ.policy.check;

import dev.writ.policy.ast.Body;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Reports variables that are declared and then not used in their scope. */
final class UnusedVariables {
    private UnusedVariables() {}

    /**
     * Reports those of {@code entries} that are declared and occur neither in {@code statements} nor in {@code results};
     * with the strict option also those that are assigned and not read. Nothing is reported where there are errors already.
     */
    static void report(
            RuleContext context,
            Body body,
            Collection<LocalScope.Entry> entries,
            List<CheckedStatement> statements,
            Collection<CheckedTerm> results) {
        if (context.diagnostics().stream().anyMatch(Diagnostic::isError)) {
            return;
        }
        boolean strict = context.program().options().strict();
        BitSet used = new BitSet();
        statements.forEach(statement -> Variables.everywhere(statement, used));
        BitSet inResults = new BitSet();
        results.forEach(result -> Variables.everywhere(result, inResults));
        for (LocalScope.Entry entry : entries) {
            int id = entry.var().id();
            boolean declared = entry.occurrence() == LocalScope.Occurrence.DECLARED;
            boolean assigned = strict && entry.occurrence() == LocalScope.Occurrence.ASSIGNED;
            if (declared && !used.get(id) && !inResults.get(id) && !isGenerated(entry)) {
                report(context, place(body, entry), entry, "declared");
            } else if (assigned && entry.uses() == 0 && !inResults.get(id)) {
                report(context, place(body, entry), entry, "assigned");
            }
        }
    }

    /** OPA's optimiser writes modules with such names, whether they are used or not. */
    private static boolean isGenerated(LocalScope.Entry entry) {
        return entry.var().name().startsWith("__local");
    }

    /** The literal that declares it, or the first one of the body. */
    private static Span place(Body body, LocalScope.Entry entry) {
        Span span = entry.span();
        return body.literals().stream()
                .map(literal -> literal.span())
                .filter(literal -> literal.start() <= span.start() && span.end() <= literal.end())
                .findFirst()
                .orElse(body.literals().getFirst().span());
    }

    private static void report(RuleContext context, Span span, LocalScope.Entry entry, String what) {
        context.remark(
                span,
                what + " var `" + entry.var().name() + "` unused",
                "remove it, or write `_` where a variable is needed");
    }
}
