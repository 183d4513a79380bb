package dev.writ.policy.source;

/** The codes of OPA's compiler, so that tools which read its errors can read ours. */
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
    RECURSION("rego_recursion_error");

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
