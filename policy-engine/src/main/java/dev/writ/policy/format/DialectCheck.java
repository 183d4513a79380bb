package dev.writ.policy.format;

import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a module may have in v0 and not in v1, and no layout can mend. */
final class DialectCheck {
    /** The functions that v1 does not have. {@code DialectCheckTest} holds the list against the registry. */
    static final Set<String> DEPRECATED = Set.of(
            "all",
            "any",
            "cast_array",
            "cast_boolean",
            "cast_null",
            "cast_object",
            "cast_set",
            "cast_string",
            "net.cidr_overlap",
            "re_match",
            "set_diff");

    private static final Set<String> ROOTS = Set.of("input", "data");

    private final Draft draft;
    private final List<Diagnostic> errors = new ArrayList<>();

    private DialectCheck(Draft draft) {
        this.draft = draft;
    }

    static List<Diagnostic> of(Draft draft) {
        DialectCheck check = new DialectCheck(draft);
        check.imports();
        check.rules();
        Walk walk = new Walk(check::statement, check::piece);
        draft.clauses().forEach(walk::clause);
        return check.errors;
    }

    private void imports() {
        Map<String, Import> seen = new HashMap<>();
        for (Import one : draft.module().imports()) {
            Import first = seen.putIfAbsent(one.name(), one);
            if (first != null) {
                error(
                        DiagnosticCode.COMPILE,
                        one.span(),
                        "import must not shadow `" + first.span().text() + "`",
                        "remove one of them, or give it another name with `as`");
            }
        }
    }

    private void rules() {
        for (Rule rule : draft.module().rules()) {
            String name = rule.head().name();
            if (ROOTS.contains(name)) {
                error(
                        DiagnosticCode.COMPILE,
                        rule.span(),
                        "rules must not shadow `" + name + "` (use a different rule name)",
                        null);
            }
            for (Term arg : Objects.requireNonNullElse(rule.head().args(), List.<Term>of())) {
                if (arg instanceof Var variable && ROOTS.contains(variable.name())) {
                    error(
                            DiagnosticCode.COMPILE,
                            arg.span(),
                            "args must not shadow `" + variable.name() + "` (use a different variable name)",
                            null);
                }
            }
            if (rule.head().ref().size() == 1 && Draft.KEYWORDS_V1.contains(name)) {
                error(
                        DiagnosticCode.PARSE,
                        rule.span(),
                        "`" + name + "` keyword cannot be used for rule name",
                        "rename the rule");
            }
        }
    }

    private void statement(Statement statement) {
        boolean shadows = statement.content() instanceof Statement.Value value
                && value.piece() instanceof Piece.Infix infix
                && infix.operator() == Operator.ASSIGN
                && !infix.operands().isEmpty()
                && ROOTS.contains(PieceText.of(infix.operands().getFirst()));
        if (shadows) {
            error(
                    DiagnosticCode.COMPILE,
                    statement.place().text(),
                    "variables must not shadow `input` and `data` (use a different variable name)",
                    null);
        }
    }

    private void piece(Piece piece) {
        if (piece instanceof Piece.Call call) {
            String function = PieceText.of(call.function());
            if (DEPRECATED.contains(function)) {
                error(
                        DiagnosticCode.TYPE,
                        call.place().text(),
                        "deprecated built-in function calls in expression: `" + function + "`",
                        null);
            }
        }
    }

    private void error(DiagnosticCode code, Span place, String message, @Nullable String hint) {
        errors.add(Diagnostic.error(code, place, message, hint));
    }
}
