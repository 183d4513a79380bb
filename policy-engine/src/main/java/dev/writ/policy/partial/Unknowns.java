package dev.writ.policy.partial;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents given by references.
 *
 * @param paths where they are, numbered by their order
 * @param roots where {@code data} is all there: what is not below one of them belongs to the documents, too, with the number
 *     after those of the paths
 */
record Unknowns(List<Unknowns.Path> paths, List<List<RegoValue>> roots) {

    Unknowns {
        paths = List.copyOf(paths);
        roots = List.copyOf(roots);
    }

    /** How many numbers there are. */
    int size() {
        return paths.size() + 1;
    }

    /**
     * A document and all in it.
     *
     * @param input whether it is {@code input} rather than {@code data}
     */
    record Path(boolean input, List<RegoValue> keys) {
        Path {
            keys = List.copyOf(keys);
        }

        /** Whether one of the two is in the other. */
        boolean overlaps(boolean otherInput, List<RegoValue> other) {
            int shorter = Math.min(keys.size(), other.size());
            return input == otherInput && keys.subList(0, shorter).equals(other.subList(0, shorter));
        }

        /** Whether it is in the other one, or the other one itself. */
        boolean isIn(boolean otherInput, List<RegoValue> other) {
            return keys.size() >= other.size() && overlaps(otherInput, other);
        }
    }

    static Unknowns of(List<String> references) {
        return new Unknowns(references.stream().map(Unknowns::path).toList(), List.of(List.of()));
    }

    /** The same, and what is not below one of the roots of bundles, which are paths with slashes. */
    Unknowns besides(List<String> bundleRoots) {
        return new Unknowns(
                paths,
                bundleRoots.stream()
                        .map(root -> Arrays.stream(root.split("/", -1))
                                .filter(name -> !name.isEmpty())
                                .<RegoValue>map(RegoString::of)
                                .toList())
                        .toList());
    }

    /** The numbers of those that have something in common with a document. */
    BitSet overlapping(boolean input, List<RegoValue> keys) {
        BitSet found = new BitSet();
        for (int i = 0; i < paths.size(); i++) {
            found.set(i, paths.get(i).overlaps(input, keys));
        }
        if (!input) {
            boolean inside = roots.stream()
                    .anyMatch(root -> keys.size() >= root.size()
                            && keys.subList(0, root.size()).equals(root));
            found.set(paths.size(), !inside);
        }
        return found;
    }

    private static Path path(String reference) {
        Body body = RegoParser.query(
                        new SourceFile("", reference), List.of(), dev.writ.policy.parse.ParseOptions.DEFAULT)
                .result();
        Path path = body != null
                        && body.literals().size() == 1
                        && body.literals().getFirst().withs().isEmpty()
                        && body.literals().getFirst().expr() instanceof Expr.TermExpr expr
                ? path(expr.term())
                : null;
        if (path == null) {
            throw PartialFailure.of(Diagnostic.error(
                    DiagnosticCode.COMPILE,
                    null,
                    "`" + reference + "` is no path of a document",
                    "write `input`, `data`, or a path below them, as in `input.user`"));
        }
        return path;
    }

    private static @Nullable Path path(Term term) {
        return switch (term) {
            case Var var -> root(var, List.of());
            case Ref ref when ref.head() instanceof Var var -> root(var, ref.path());
            default -> null;
        };
    }

    private static @Nullable Path root(Var var, List<Term> path) {
        boolean input = var.name().equals("input");
        if (!input && !var.name().equals("data")) {
            return null;
        }
        List<RegoValue> keys = new ArrayList<>();
        for (Term operand : path) {
            if (!(operand instanceof Term.Scalar scalar)) {
                return null;
            }
            keys.add(scalar.value());
        }
        return new Path(input, keys);
    }
}
