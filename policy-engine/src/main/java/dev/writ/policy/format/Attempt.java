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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lays a module out until nothing is lost: rules in which something would be are treated with more and more care. */
final class Attempt {
    private final Draft draft;
    private final FormatOptions options;
    private final List<Treatment> treatments;
    private final Treatment last;

    private Attempt(Draft draft, FormatOptions options) {
        this.draft = draft;
        this.options = options;
        this.treatments = new ArrayList<>(Collections.nCopies(draft.clauses().size(), Treatment.PLAIN));
        boolean sameDialect = !options.forV1() || draft.module().version() == RegoVersion.V1;
        this.last = sameDialect ? Treatment.AS_WRITTEN : Treatment.COMMENTS_FIRST;
    }

    /**
     * A text that lost nothing, or why there is none.
     *
     * @param draft what the text says, or null where it is the source itself
     */
    record Outcome(String text, @Nullable Draft draft, List<Diagnostic> errors) {}

    static Outcome at(Draft draft, FormatOptions options) {
        Attempt attempt = new Attempt(draft, options);
        Outcome outcome = null;
        while (outcome == null) {
            outcome = attempt.next();
        }
        return outcome;
    }

    /** The outcome, or null where some rules need more care than they had. */
    private @Nullable Outcome next() {
        ModuleLayout.Result result = ModuleLayout.of(draft, treatments);
        if (!result.errors().isEmpty()) {
            return failed(result.errors());
        }
        SourceFile source = draft.module().file();
        if (result.text().equals(source.text())) {
            return new Outcome(result.text(), null, List.of());
        }
        Parsed<Module> parsed = RegoParser.module(new SourceFile(source.name(), result.text()), target());
        return parsed.isValid()
                ? compare(result, Draft.of(parsed.get(), options))
                : unreadable(result, parsed.diagnostics().getFirst());
    }

    private ParseOptions target() {
        boolean both = options.target() == FormatOptions.Target.V0_AND_V1;
        return both
                ? options.parse()
                : options.parse().withVersion(options.target().oldest());
    }

    private @Nullable Outcome unreadable(ModuleLayout.Result result, Diagnostic error) {
        Span place = Objects.requireNonNull(error.span());
        Set<Integer> suspects = new TreeSet<>(result.damaged());
        suspects.add(result.ruleAt(place.start()));
        if (takeCare(suspects, result.damaged())) {
            return null;
        }
        if (!options.checkResult() && result.damaged().isEmpty()) {
            return new Outcome(result.text(), null, List.of());
        }
        return failed(List.of(Diagnostic.error(
                DiagnosticCode.FORMAT, place, "the formatted text cannot be read: " + error.message(), error.hint())));
    }

    private @Nullable Outcome compare(ModuleLayout.Result result, Draft after) {
        Losses losses = new Losses(draft, after);
        List<Comment> missing = losses.missing();
        Set<Integer> suspects = new TreeSet<>();
        missing.forEach(comment -> suspects.add(losses.ruleAt(comment)));
        losses.surplus()
                .forEach(comment -> suspects.add(result.ruleAt(comment.span().start())));
        Set<Integer> commented = new TreeSet<>(suspects);
        commented.addAll(result.damaged());
        boolean outside = losses.outsideOfRules();
        if (outside) {
            suspects.addAll(result.damaged());
        } else {
            suspects.addAll(losses.rules());
        }
        if (suspects.isEmpty() && !outside) {
            return new Outcome(result.text(), after, List.of());
        }
        return takeCare(suspects, commented) ? null : failed(List.of(loss(missing, suspects)));
    }

    /** Treats rules with more care, those with comments in the way with the most; false if that cannot be. */
    private boolean takeCare(Set<Integer> rules, Set<Integer> commented) {
        boolean changed = false;
        for (int rule : rules) {
            if (rule < 0) {
                continue;
            }
            boolean first = treatments.get(rule) == Treatment.PLAIN && !commented.contains(rule);
            Treatment next = first ? Treatment.CAREFUL : last;
            for (int part : next == Treatment.AS_WRITTEN ? draft.chain(rule) : List.of(rule)) {
                changed |= treatments.set(part, next) != next;
            }
        }
        return changed;
    }

    private Diagnostic loss(List<Comment> missing, Set<Integer> rules) {
        Span place;
        if (!missing.isEmpty()) {
            place = missing.getFirst().span();
        } else {
            int rule = rules.stream().findFirst().orElse(-1);
            place = rule < 0 ? draft.module().file().span(0, 0) : draft.source(rule);
        }
        return Diagnostic.error(
                DiagnosticCode.FORMAT,
                place,
                missing.isEmpty() ? "formatting would change what this says" : "formatting would lose this comment",
                "move the comments out of the expression, to lines of their own");
    }

    private static Outcome failed(List<Diagnostic> errors) {
        return new Outcome("", null, errors);
    }
}
