package dev.writ.policy.value;

/** The kinds of values in the order of the total order. */
public enum ValueKind {
    NULL("null"),
    BOOLEAN("boolean"),
    NUMBER("number"),
    STRING("string"),
    ARRAY("array"),
    OBJECT("object"),
    SET("set");

    private final String label;

    ValueKind(String label) {
        this.label = label;
    }

    /** The name as Rego's {@code type_name} gives it. */
    public String label() {
        return label;
    }
}
