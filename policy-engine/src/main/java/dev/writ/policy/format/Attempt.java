package dev.writ.policy.format;

import dev.writ.policy.ast.Comment;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lays a module out until nothing is lost: rules in which something would be are left as they are. */
final class Attempt {
    private final Draft draft;
    private final FormatOptions options;
    private final Set<Integer> asWritten;
    private final ModuleLayout.Fallback fallback;

    Attempt(Draft draft, FormatOptions options, Set<Integer> asWritten) {
        this.draft = draft;
        this.options = options;
        this.asWritten = new TreeSet<>(asWritten);
        boolean sameDialect = !options.forV1() || draft.module().version() == RegoVersion.V1;
        this.fallback = sameDialect ? ModuleLayout.Fallback.AS_WRITTEN : ModuleLayout.Fallback.COMMENTS_FIRST;
    }

    /**
     * A text that lost nothing.
     *
     * @param draft what it says, or null where it is the source itself
     * @param asWritten the rules that were left as they are
     */
    record Outcome(
            String text,
            @Nullable Draft draft,
            Set<Integer> asWritten,
            List<Diagnostic> errors) {}

    Outcome run() {
        while (true) {
            ModuleLayout.Result result = ModuleLayout.of(draft, asWritten, fallback);
            if (!result.errors().isEmpty()) {
                return failed(result.errors());
            }
            if (result.text().contentEquals(draft.module().file().text())) {
                return new Outcome(result.text(), null, asWritten, List.of());
            }
            SourceFile file = new SourceFile(draft.module().file().name(), result.text());
            Parsed<Module> parsed = RegoParser.module(file, target());
            if (!parsed.isValid()) {
                Diagnostic first = parsed.diagnostics().getFirst();
                if (leave(suspects(result, result.ruleAt(Objects.requireNonNull(first.span()).start())))) {
                    continue;
                }
                boolean unchecked = !options.checkResult() && result.damaged().isEmpty();
                return unchecked
                        ? new Outcome(result.text(), null, asWritten, List.of())
                        : failed(List.of(unreadable(first)));
            }
            Draft after = Draft.of(parsed.get(), options);
            Losses losses = new Losses(draft, after);
            List<Comment> missing = losses.comments();
            if (losses.outsideOfRules() || (missing.isEmpty() && losses.hasNewComments())) {
                if (!leave(suspects(result, -1))) {
                    return failed(List.of(lost(draft.module().file().span(0, 0), "something")));
                }
                continue;
            }
            Set<Integer> changed = losses.rules();
            missing.forEach(comment -> changed.add(losses.ruleAt(comment)));
            if (changed.isEmpty()) {
                return new Outcome(result.text(), after, asWritten, List.of());
            }
            if (!leave(changed)) {
                return failed(missing.isEmpty()
                        ? List.of(lost(draft.source(changed.iterator().next()), "a part of this rule"))
                        : List.of(lost(missing.getFirst().span(), "this comment")));
            }
        }
    }

    private ParseOptions target() {
        boolean both = options.target() == FormatOptions.Target.V0_AND_V1;
        return both ? options.parse() : options.parse().withVersion(options.target().oldest());
    }

    /** The rule at which a result cannot be read, and those in which a comment was in the way. */
    private static Set<Integer> suspects(ModuleLayout.Result result, int rule) {
        Set<Integer> all = new TreeSet<>(result.damaged());
        if (rule >= 0) {
            all.add(rule);
        }
        return all;
    }

    /** Leaves these rules as they are; false if none of them is new, */
    private boolean leave(Set<Integer> rules) {
        boolean changed = false;
        for (int rule : rules) {
            if (rule >= 0) {
                changed |= asWritten.addAll(draft.chain(rule));
            }
        }
        return changed;
    }

    private static Outcome failed(List<Diagnostic> errors) {
        return new Outcome("", null, Set.of(), errors);
    }

    private static Diagnostic unreadable(Diagnostic error) {
        return Diagnostic.error(
                DiagnosticCode.FORMAT, error.span(), "the formatted text cannot be read: " + error.message(), null);
    }

    private static Diagnostic lost(Span place, String what) {
        return Diagnostic.error(
                DiagnosticCode.FORMAT,
                place,
                "formatting would lose " + what,
                "move the comments out of the expression, to a line of their own");
    }
}
