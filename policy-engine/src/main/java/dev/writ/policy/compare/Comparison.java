package dev.writ.policy.compare;

import dev.writ.policy.QueryResult;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what two engines came to. */
final class Comparison {

    private static final Set<DiagnosticCode> NO_ANSWER =
            EnumSet.of(DiagnosticCode.EVAL_REMOTE, DiagnosticCode.EVAL_LIMIT, DiagnosticCode.EVAL_CANCEL);

    private Comparison() {}

    static Optional<Difference> of(String subject, Maybe input, Outcome first, Outcome second) {
        return kind(first, second)
                .map(found -> new Difference(subject, found.kind(), input, first, second, found.path()));
    }

    private record Found(Difference.Kind kind, List<RegoValue> path) {
        static Optional<Found> of(Difference.Kind kind) {
            return Optional.of(new Found(kind, List.of()));
        }
    }

    private static Optional<Found> kind(Outcome first, Outcome second) {
        if (second instanceof Outcome.Errors errors) {
            return failed(first, errors);
        }
        return switch (first) {
            case Outcome.Errors ignored -> Found.of(Difference.Kind.FAILURE);
            case Outcome.NoValue ignored ->
                second instanceof Outcome.NoValue ? Optional.empty() : Found.of(Difference.Kind.DEFINED);
            case Outcome.Value value ->
                second instanceof Outcome.Value other
                        ? values(value.value(), other.value())
                        : Found.of(Difference.Kind.DEFINED);
            case Outcome.Rows rows ->
                second instanceof Outcome.Rows other
                        ? values(table(rows.rows(), other.rows()), table(other.rows(), rows.rows()))
                        : Found.of(Difference.Kind.DEFINED);
        };
    }

    private static Optional<Found> failed(Outcome first, Outcome.Errors second) {
        Set<DiagnosticCode> codes = codes(second.diagnostics());
        if (first instanceof Outcome.Errors errors) {
            return codes(errors.diagnostics()).equals(codes)
                    ? Optional.empty()
                    : Found.of(noAnswer(codes) ? Difference.Kind.NO_ANSWER : Difference.Kind.ERROR_KIND);
        }
        return Found.of(noAnswer(codes) ? Difference.Kind.NO_ANSWER : Difference.Kind.FAILURE);
    }

    private static boolean noAnswer(Set<DiagnosticCode> codes) {
        return codes.stream().anyMatch(NO_ANSWER::contains);
    }

    private static Set<DiagnosticCode> codes(List<Diagnostic> diagnostics) {
        Set<DiagnosticCode> codes = EnumSet.noneOf(DiagnosticCode.class);
        diagnostics.forEach(diagnostic -> codes.add(diagnostic.code()));
        return codes;
    }

    private static Optional<Found> values(RegoValue first, RegoValue second) {
        return Sameness.difference(first, second)
                .map(path -> new Found(
                        Sameness.sameInAnyOrder(first, second) ? Difference.Kind.ORDER : Difference.Kind.VALUE, path));
    }

    /** The rows of a query as one value, in one order; values of expressions only where both engines give them. */
    private static RegoValue table(List<QueryResult.Row> rows, List<QueryResult.Row> others) {
        boolean expressions = rows.stream().noneMatch(row -> row.expressions().isEmpty())
                && others.stream().noneMatch(row -> row.expressions().isEmpty());
        List<RegoValue> table = new ArrayList<>();
        for (QueryResult.Row row : rows) {
            List<RegoValue> values = expressions
                    ? row.expressions().stream()
                            .map(QueryResult.ExpressionValue::value)
                            .toList()
                    : List.of();
            table.add(RegoArray.of(List.of(RegoObject.of(row.bindings()), RegoArray.of(values))));
        }
        Collections.sort(table);
        return table.isEmpty() ? RegoSet.EMPTY : RegoArray.of(table);
    }
}
