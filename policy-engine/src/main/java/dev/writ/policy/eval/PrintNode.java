package dev.writ.policy.eval;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;

/** Prints a line for each combination of the values that its arguments have. */
record PrintNode(List<TextPiece> pieces, Span span) implements Node {

    @Override
    public Flow run(Frame frame) {
        if (!frame.execution.printing()) {
            return Flow.NEXT;
        }
        List<String> lines = List.of("");
        for (int i = 0; i < pieces.size(); i++) {
            lines = extend(lines, pieces.get(i).values(frame), i > 0, frame);
        }
        for (String line : lines) {
            frame.execution.print(line, span);
        }
        return Flow.NEXT;
    }

    private List<String> extend(List<String> lines, RegoSet values, boolean separated, Frame frame) {
        Iterable<RegoValue> shown = values.size() == 0 ? List.of(TextPiece.UNDEFINED_TEXT) : values;
        List<String> extended = new ArrayList<>();
        for (String line : lines) {
            for (RegoValue value : shown) {
                extended.add(line + (separated ? " " : "") + TextPiece.show(value, frame, span));
                frame.meter.step(span);
                frame.meter.size(extended.size(), span);
            }
        }
        return extended;
    }
}
