package dev.writ.policy.format;

import dev.writ.policy.builtin.golang.GoQuote;
import java.util.List;
import java.util.stream.Collectors;

/** Terms as OPA shows them outside of a layout: on one line, and every call written as one. */
final class PieceText {
    private PieceText() {}

    static String of(Piece piece) {
        return switch (piece) {
            case Piece.Name name -> name.text();
            case Piece.Constant constant -> constant.text();
            case Piece.Text text -> GoQuote.quote(text.value());
            case Piece.Path path ->
                of(path.head()) + path.steps().stream().map(PieceText::step).collect(Collectors.joining());
            case Piece.Call call -> of(call.function()) + "(" + list(call.args()) + ")";
            case Piece.Infix infix -> infix.operator().function() + "(" + list(infix.operands()) + ")";
            case Piece.Sequence sequence -> sequence(sequence);
            case Piece.Entries entries ->
                entries.entries().stream()
                        .map(entry -> of(entry.key()) + ": " + of(entry.value()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Piece.Comprehension comprehension ->
                comprehension.place().text().text();
            case Piece.Template template -> template.place().text().text();
        };
    }

    private static String sequence(Piece.Sequence sequence) {
        if (!sequence.isSet()) {
            return "[" + list(sequence.elements()) + "]";
        }
        return sequence.elements().isEmpty() ? "set()" : "{" + list(sequence.elements()) + "}";
    }

    private static String list(List<Piece> pieces) {
        return pieces.stream().map(PieceText::of).collect(Collectors.joining(", "));
    }

    private static String step(Piece step) {
        boolean name = step instanceof Piece.Text text && TermLayout.isName(text.value());
        return name ? "." + ((Piece.Text) step).value() : "[" + of(step) + "]";
    }
}
