package dev.writ.policy.ir;

import java.util.List;

/** A piece of a text that is put together at run time. */
public sealed interface TextPart {

    /** Text as written. */
    record Literal(String text) implements TextPart {}

    /**
     * A computed piece: the block fills the collector (a set) with {@link Statement.YieldMember}. No member shows as
     * undefined.
     */
    record Computed(int collector, Block block) implements TextPart {}

    /** The pieces' texts, for logs. */
    static String describe(List<TextPart> parts) {
        StringBuilder text = new StringBuilder();
        for (TextPart part : parts) {
            switch (part) {
                case Literal literalPart -> text.append(literalPart.text());
                case Computed ignored -> text.append("{…}");
            }
        }
        return text.toString();
    }
}
