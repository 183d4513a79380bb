package dev.writ.policy.eval;

import dev.writ.policy.runtime.Conflicts;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import java.util.List;

/** Makes the text of a template string. */
record MakeTextNode(int target, List<TextPiece> pieces, Span span) implements Node {
    @Override
    public Flow run(Frame frame) {
        StringBuilder text = new StringBuilder();
        for (TextPiece piece : pieces) {
            RegoSet values = piece.values(frame);
            if (values.size() > 1) {
                throw Conflicts.template(values.get(0), values.get(1), span);
            }
            text.append(TextPiece.show(values.size() == 0 ? TextPiece.UNDEFINED_TEXT : values.get(0), frame, span));
            frame.meter.text(text.length(), span);
        }
        frame.slots[target] = RegoString.of(text.toString());
        return Flow.NEXT;
    }
}
