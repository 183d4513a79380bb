package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import java.util.List;

/**
 * One rule. Bodies that are chained to one head ({@code p if {..} {..}}) are rules of their own with that head.
 *
 * @param span the whole rule; of a chained one, its body
 * @param isDefault whether it starts with {@code default}
 * @param head what it defines
 * @param body when it holds; where no body was written, {@link Body#generated()} and {@code true}
 * @param elses the alternatives, in their order
 * @param form how the body is attached
 * @param annotations the METADATA blocks with scope rule or document directly above it
 */
public record Rule(
        Span span,
        boolean isDefault,
        Head head,
        Body body,
        List<ElseBranch> elses,
        BodyForm form,
        List<Annotations> annotations)
        implements AstNode {
    public Rule {
        elses = List.copyOf(elses);
        annotations = List.copyOf(annotations);
    }

    /** This rule with other annotations. */
    public Rule withAnnotations(List<Annotations> attached) {
        return new Rule(span, isDefault, head, body, elses, form, attached);
    }
}
