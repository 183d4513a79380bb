package dev.writ.policy.eval;

import dev.writ.policy.ir.CollectionKind;
import dev.writ.policy.ir.TextPart;
import dev.writ.policy.runtime.Collector;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;

/** A piece of a text: the values that it has, as a set. */
interface TextPiece {

    /** What stands in a text for a piece without a value. */
    RegoString UNDEFINED_TEXT = RegoString.of("<undefined>");

    /** The values of the piece; none where it is undefined. */
    RegoSet values(Frame frame);

    /** Makes a piece. */
    static TextPiece of(TextPart part, NodeCompiler compiler) {
        return switch (part) {
            case TextPart.Literal literal -> {
                RegoSet constant = RegoSet.of(RegoString.of(literal.text()));
                yield ignored -> constant;
            }
            case TextPart.Computed computed -> {
                Node body = compiler.block(computed.block());
                yield frame -> {
                    Collector values = Collector.of(CollectionKind.SET, frame.meter);
                    frame.collectors[computed.collector()] = values;
                    body.run(frame);
                    return (RegoSet) values.build();
                };
            }
        };
    }

    /** A value as it stands in a text: strings without quotes. */
    static String show(RegoValue value, Frame frame, Span place) {
        frame.meter.text(value.weight(), place);
        return value instanceof RegoString text ? text.value() : value.toString();
    }
}
