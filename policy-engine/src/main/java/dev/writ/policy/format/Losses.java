package dev.writ.policy.format;

import dev.writ.policy.ast.Comment;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a layout lost: comments, or anything that its rules say. */
final class Losses {
    private final Draft before;
    private final Draft after;

    Losses(Draft before, Draft after) {
        this.before = before;
        this.after = after;
    }

    /** The comments that are missing or changed. Space at their ends does not count. */
    List<Comment> missing() {
        return difference(before.module().comments(), after.module().comments());
    }

    /** The comments that were not there before. */
    List<Comment> surplus() {
        return difference(after.module().comments(), before.module().comments());
    }

    private static List<Comment> difference(List<Comment> these, List<Comment> others) {
        Map<String, Integer> left = new HashMap<>();
        others.forEach(comment -> left.merge(text(comment), 1, Integer::sum));
        List<Comment> more = new ArrayList<>();
        for (Comment comment : these) {
            if (left.merge(text(comment), -1, Integer::sum) < 0) {
                more.add(comment);
            }
        }
        return more;
    }

    private static String text(Comment comment) {
        return Comments.stripTrailing(comment.text());
    }

    /** True if the package is another one, anything that was imported is not, or there are not as many rules. */
    boolean outsideOfRules() {
        return !before.module()
                        .packageDecl()
                        .names()
                        .equals(after.module().packageDecl().names())
                || !imports(before.module()).equals(imports(after.module()))
                || before.clauses().size() != after.clauses().size();
    }

    private static List<String> imports(Module module) {
        return module.imports().stream()
                .filter(one -> !one.isLanguage())
                .map(Losses::text)
                .sorted()
                .toList();
    }

    private static String text(Import one) {
        List<String> names = one.path().stream().map(PathSegment::name).toList();
        return one.root().name() + names + one.name();
    }

    /** The rules that say something else. */
    Set<Integer> rules() {
        Set<Integer> changed = new TreeSet<>();
        for (int i = 0; i < before.clauses().size(); i++) {
            if (!Meaning.same(before.clauses().get(i), after.clauses().get(i))) {
                changed.add(i);
            }
        }
        return changed;
    }

    /** The rule whose text holds {@code comment} or ends on its line, or -1. */
    int ruleAt(Comment comment) {
        Span place = comment.span();
        for (int i = 0; i < before.clauses().size(); i++) {
            Span rule = before.source(i);
            if (rule.start() <= place.start() && (place.start() < rule.end() || rule.endLine() == place.line())) {
                return i;
            }
        }
        return -1;
    }
}
