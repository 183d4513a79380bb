package dev.writ.policy.check;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the resolution of one branch of a rule, or of a query, works with.
 *
 * @param program what is known of all rules
 * @param module the names of the module
 * @param scope the variables of the branch
 * @param marks about the statements of the rule
 * @param diagnostics those of the rule; grows
 * @param remarks errors that leave the meaning of the rule clear, so that it can be checked further; grows
 * @param inRule what messages say of the rule where the place does not tell; mostly empty
 */
record RuleContext(
        Program program,
        ModuleScope module,
        LocalScope scope,
        Marks marks,
        List<Diagnostic> diagnostics,
        List<Diagnostic> remarks,
        String inRule,
        @Nullable RuleHeader header) {

    /**
     * What is known of all rules.
     *
     * @param rules where they are
     * @param builtins the functions that exist without a rule
     * @param metadata what they say about themselves
     */
    record Program(RuleLookup rules, BuiltinRegistry builtins, CheckOptions options, RuleMetadata metadata) {}

    void error(DiagnosticCode code, Span span, String message) {
        diagnostics.add(Diagnostic.error(code, span, message));
    }

    void error(DiagnosticCode code, Span span, String message, @Nullable String hint) {
        diagnostics.add(Diagnostic.error(code, span, message, hint));
    }

    /** An error that leaves the meaning of the rule clear. */
    void remark(Span span, String message, @Nullable String hint) {
        remarks.add(Diagnostic.error(DiagnosticCode.COMPILE, span, message, hint));
    }
}
