package dev.writ.policy.partial;

import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import java.util.List;
import java.util.function.Predicate;

/** What can stand behind {@code not} such that nothing of it is evaluated before, and no variable is its own. */
final class Negation {
    private Negation() {}

    /** @param has whether a variable has a value before */
    static boolean isPlain(CheckedStatement statement, Predicate<LocalVar> has) {
        return switch (statement) {
            case CheckedStatement.Holds s -> isSide(s.term(), has);
            case CheckedStatement.Unify s -> isSide(s.left(), has) && isSide(s.right(), has);
            case CheckedStatement.Call s ->
                s.output() == null && s.args().stream().allMatch(arg -> isSimple(arg, has));
            case CheckedStatement.Not s -> false;
            case CheckedStatement.Every s -> false;
            case CheckedStatement.And s -> false;
            case CheckedStatement.Or s -> false;
            case CheckedStatement.With s -> false;
            case CheckedStatement.Print s -> false;
        };
    }

    private static boolean isSide(CheckedTerm term, Predicate<LocalVar> has) {
        return switch (term) {
            case CheckedTerm.Input t -> true;
            case CheckedTerm.Data t -> true;
            case CheckedTerm.Reference t ->
                (t.head() instanceof CheckedTerm.Input
                                || t.head() instanceof CheckedTerm.Data
                                || isSimple(t.head(), has))
                        && all(t.path(), has);
            case CheckedTerm.Constant t -> true;
            case CheckedTerm.Local t -> isSimple(t, has);
            case CheckedTerm.ArrayTerm t -> isSimple(t, has);
            case CheckedTerm.SetTerm t -> isSimple(t, has);
            case CheckedTerm.ObjectTerm t -> isSimple(t, has);
            case CheckedTerm.Comprehension t -> false;
            case CheckedTerm.Template t -> false;
        };
    }

    private static boolean all(List<CheckedTerm> terms, Predicate<LocalVar> has) {
        return terms.stream().allMatch(term -> isSimple(term, has));
    }

    private static boolean isSimple(CheckedTerm term, Predicate<LocalVar> has) {
        return switch (term) {
            case CheckedTerm.Constant t -> true;
            case CheckedTerm.Local t -> has.test(t.var()) && !t.var().name().equals("_");
            case CheckedTerm.ArrayTerm t -> all(t.elements(), has);
            case CheckedTerm.SetTerm t -> all(t.elements(), has);
            case CheckedTerm.ObjectTerm t ->
                t.entries().stream().allMatch(entry -> isSimple(entry.key(), has) && isSimple(entry.value(), has));
            case CheckedTerm.Input t -> false;
            case CheckedTerm.Data t -> false;
            case CheckedTerm.Reference t -> false;
            case CheckedTerm.Comprehension t -> false;
            case CheckedTerm.Template t -> false;
        };
    }
}
