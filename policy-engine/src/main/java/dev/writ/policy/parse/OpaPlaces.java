package dev.writ.policy.parse;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoNumber;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The places that OPA's parser gives to terms and literals. They are not the places of ours: parentheses count for the
 * text and not for line and column, a reference into a literal starts at its last bracket, and the operands of {@code and},
 * {@code or} and {@code not} have places that depend on how they were read.
 */
public final class OpaPlaces {
    private final IdentityHashMap<SourceFile, GroupingParens> parens = new IdentityHashMap<>();

    /**
     * A place.
     *
     * @param text what is shown as its text
     * @param row the line, from 1
     * @param column the column, from 1; 0 at the line break in front of it
     */
    public record Place(Span text, int row, int column) {
        /** Where {@code span} stands. */
        public static Place of(Span span) {
            return new Place(span, span.line(), span.column());
        }

        /** The place of {@code text}, shown at the start of {@code point}. */
        static Place of(Span text, Span point) {
            return new Place(text, point.line(), point.column());
        }

        /** The row in which the text would end if it started in {@link #row}. */
        public int endRow() {
            return row + text.endLine() - text.line();
        }

        /** True if the text starts with {@code c}. */
        public boolean startsWith(char c) {
            return text.start() < text.end() && text.file().text().charAt(text.start()) == c;
        }
    }

    /** Of the file of {@code span}: paths in annotations are texts of their own, each a file for itself. */
    private GroupingParens parens(Span span) {
        return parens.computeIfAbsent(span.file(), GroupingParens::new);
    }

    /** The place of a term. */
    public Place of(Term term) {
        Span around = parens(term.span()).around(term.span());
        return Place.of(around.equals(term.span()) ? text(term) : around, point(term));
    }

    private Span text(Term term) {
        Span span = term.span();
        return switch (term) {
            case Term.Scalar scalar -> scalar.value() instanceof RegoNumber ? sign(span) : span;
            case Ref ref -> path(ref);
            default -> span;
        };
    }

    /** Of a negative number, OPA's place holds the sign alone. */
    private static Span sign(Span span) {
        return span.text().startsWith("-") ? new Span(span.file(), span.start(), span.start() + 1) : span;
    }

    private Span path(Ref ref) {
        Span head = ref.head().span();
        Span around = parens(head).around(head);
        boolean named = ref.head() instanceof Var
                || ref.head() instanceof Term.Call
                || head.text().startsWith("set");
        return named && around.equals(head) ? ref.span() : parens(head).fromLastToken(around, ref.span());
    }

    /** Where the first thing in the term stands that is no parenthesis. */
    private static Span point(Term term) {
        Term first = term;
        while (true) {
            Term next = switch (first) {
                case Term.Infix infix -> infix.left();
                case Term.Membership member -> {
                    Term key = member.key();
                    yield key == null ? member.value() : key;
                }
                case Ref ref -> ref.head();
                default -> null;
            };
            if (next == null) {
                return first.span();
            }
            first = next;
        }
    }

    /** {@code x in xs} after {@code some}. */
    public Span iteration(Term first, Term collection) {
        return of(first).text().to(of(collection).text());
    }

    /** A text of a template string; the brace before it does not count. */
    public Place templateText(Span text) {
        String source = text.file().text();
        if (!source.startsWith("}", text.start())) {
            return Place.of(text);
        }
        Span after = new Span(text.file(), text.start() + 1, text.end());
        boolean breaks = source.startsWith("\n", after.start());
        return breaks ? new Place(after, after.line() + 1, 0) : Place.of(after);
    }

    /** The only literal of an operand without braces. */
    public Place operand(Literal literal) {
        return Place.of(operandSpan(literal));
    }

    private static Span operandSpan(Literal literal) {
        return switch (literal.expr()) {
            case Expr.Not not
            when not.form() == Expr.NotForm.PLAIN ->
                not.body().literals().getFirst().span();
            case Expr.Logical logical -> logical(logical);
            case Expr other -> other.span();
        };
    }

    private static Span logical(Expr.Logical logical) {
        Span span = logical.span();
        return isBare(logical)
                ? new Span(span.file(), operandSpan(first(logical)).start(), span.end())
                : span;
    }

    private static Literal first(Expr.Logical logical) {
        return logical.left().body().literals().getFirst();
    }

    private static boolean isBare(Expr.Logical logical) {
        return !logical.left().explicit()
                && first(logical).span().start() == logical.span().start();
    }

    /** The literal that {@code literal} starts with where that is negated; OPA's has no place inside then. */
    public @Nullable Span negatedFirst(Literal literal) {
        Literal first = literal;
        boolean inChain = false;
        while (first.expr() instanceof Expr.Logical logical && isBare(logical)) {
            first = first(logical);
            inChain = true;
        }
        boolean negated = first.expr() instanceof Expr.Not not && not.form() == Expr.NotForm.SCOPED;
        return inChain && negated ? first.span() : null;
    }
}
