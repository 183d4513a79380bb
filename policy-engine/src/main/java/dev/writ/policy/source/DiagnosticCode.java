package dev.writ.policy.source;

/** The codes of OPA's compiler and evaluator, so that tools which read its errors can read ours. */
public enum DiagnosticCode {
    /** The text is not Rego. */
    PARSE("rego_parse_error"),
    /** The program contradicts itself, or uses what does not exist. */
    COMPILE("rego_compile_error"),
    /** A value has a type that can never fit. */
    TYPE("rego_type_error"),
    /** A variable has no value at the place where one is needed. */
    UNSAFE_VAR("rego_unsafe_var_error"),
    /** A rule depends on itself. */
    RECURSION("rego_recursion_error"),
    /** The language allows it, this engine cannot run it yet, and says so rather than guess. */
    UNSUPPORTED("rego_unsupported_error"),
    /** A text cannot be formatted without changing what it says. */
    FORMAT("format_error"),
    /** A file, a data document or a bundle cannot be loaded. */
    LOAD("load_error"),
    /** Rules contradict each other on the data at hand. */
    EVAL_CONFLICT("eval_conflict_error"),
    /** A built-in function met an operand of a type that it does not take. */
    EVAL_TYPE("eval_type_error"),
    /** A built-in function failed. */
    EVAL_BUILTIN("eval_builtin_error"),
    /** Somebody ended the evaluation. */
    EVAL_CANCEL("eval_cancel_error"),
    /** The evaluation needed more time or space than it was given. Not a code of OPA, which has no such limits. */
    EVAL_LIMIT("eval_limit_error"),
    /** Another process that should evaluate did not answer, or refused. Not a code of OPA. */
    EVAL_REMOTE("eval_remote_error"),
    /** A fault of the engine. */
    EVAL_INTERNAL("eval_internal_error");

    private final String code;

    DiagnosticCode(String code) {
        this.code = code;
    }

    /** The code as OPA writes it. */
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code;
    }
}
