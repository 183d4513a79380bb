package dev.writ.policy.parse;

import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.value.RegoBoolean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands before the body of a rule. */
final class HeadParser {
    private final Cursor cursor;
    private final TermParser terms;
    private @Nullable Token spaced;

    HeadParser(Cursor cursor, TermParser terms) {
        this.cursor = cursor;
        this.terms = terms;
    }

    Head head(boolean isDefault) {
        int start = cursor.token().start();
        if (cursor.isKeywordAsRef()) {
            cursor.readAsName();
        }
        if (!cursor.at(TokenKind.IDENT)) {
            throw noName(isDefault);
        }
        Var name = terms.name();
        cursor.setHeight(1, start);
        Token next = cursor.token();
        Term term = terms.finishHead(name);
        spaced = term instanceof Var || !next.spaceBefore() ? null : next;
        List<Term> ref = new ArrayList<>();
        List<Term> args = split(term, ref);
        if (cursor.at(TokenKind.CONTAINS)) {
            return containsHead(start, ref, args);
        }
        boolean assign = cursor.at(TokenKind.ASSIGN);
        boolean hasValue = assign || cursor.at(TokenKind.UNIFY);
        Term value = hasValue ? value() : null;
        Head head = new Head(
                cursor.spanFrom(start),
                ref,
                args,
                null,
                value == null ? new Term.Scalar(cursor.spanFrom(start), RegoBoolean.TRUE) : value,
                assign,
                value == null);
        if (isDefault) {
            checkDefault(head);
        }
        return head;
    }

    /** Only a rule with a body may have space between its name and what follows. */
    void requireNoSpace() {
        Token token = spaced;
        if (token != null) {
            throw cursor.error(
                    cursor.span(token), "unexpected `" + cursor.text(token) + "`", "leave out the space before it");
        }
    }

    private SyntaxException noName(boolean isDefault) {
        TokenKind next = cursor.followingKind();
        boolean ruleLike = next == TokenKind.ASSIGN
                || next == TokenKind.UNIFY
                || next == TokenKind.IF
                || next == TokenKind.CONTAINS;
        if (cursor.kind().isKeyword() && (isDefault || ruleLike)) {
            String word = cursor.text(cursor.token());
            return cursor.error(cursor.span(cursor.token()), "keyword `" + word + "` cannot be the name of a rule");
        }
        return cursor.unexpected(isDefault ? "the name of a rule" : "a rule");
    }

    private Term value() {
        cursor.take();
        return terms.term();
    }

    /** Takes the head's reference apart: its operands into {@code ref}, and the arguments, or null where it has none. */
    private @Nullable List<Term> split(Term term, List<Term> ref) {
        return switch (term) {
            case Term.Call call -> {
                ref.add(call.function().head());
                ref.addAll(call.function().path());
                yield call.args();
            }
            case Ref reference -> {
                if (!(reference.head() instanceof Var)) {
                    throw cursor.error(reference.span(), "a rule cannot be named by " + TermNames.of(reference.head()));
                }
                ref.add(reference.head());
                ref.addAll(reference.path());
                yield null;
            }
            case Var var -> {
                ref.add(var);
                yield null;
            }
            default -> throw cursor.error(term.span(), "a rule cannot be named by " + TermNames.of(term));
        };
    }

    private Head containsHead(int start, List<Term> ref, @Nullable List<Term> args) {
        if (args != null) {
            throw cursor.error(
                    cursor.span(cursor.token()),
                    "`contains` cannot be used with a function",
                    "give the function a value: `f(x) := y if { ... }`");
        }
        cursor.take();
        Term key = terms.term();
        return new Head(cursor.spanFrom(start), ref, null, key, null, false, false);
    }

    /** True for an operand of a head that is not a constant. */
    static boolean isDynamic(Term operand) {
        return !TermFacts.isGround(operand);
    }

    private void checkDefault(Head head) {
        Term value = head.value();
        boolean entry =
                head.isValueGenerated() && head.args() == null && head.ref().size() == 2;
        if (value == null || entry) {
            throw cursor.error(
                    head.span(), "default rule without a value", "write `default " + head.name() + " := false`");
        }
        String refused = TermFacts.dynamicPart(value);
        if (!refused.isEmpty()) {
            throw cursor.error(
                    value.span(),
                    "the value of a default rule cannot contain " + refused,
                    "use a constant or a comprehension");
        }
        List<Term> args = head.args();
        if (args != null) {
            checkDefaultArgs(args);
        }
    }

    private void checkDefaultArgs(List<Term> args) {
        Set<String> seen = new HashSet<>();
        for (Term arg : args) {
            if (!(arg instanceof Var var)) {
                throw cursor.error(
                        arg.span(), "the arguments of a default function cannot contain " + TermNames.of(arg));
            }
            if (!var.isWildcard() && !seen.add(var.name())) {
                throw cursor.error(arg.span(), "argument `" + var.name() + "` of a default function is repeated");
            }
        }
    }
}
