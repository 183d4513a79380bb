package dev.writ.policy.parse;

/** The kinds of tokens, with the text that messages use. */
enum TokenKind {
    END("end of text"),
    ILLEGAL("illegal token"),
    IDENT("identifier"),
    NUMBER("number"),
    STRING("string"),
    RAW_STRING("string"),
    TEMPLATE_PART("template string"),
    TEMPLATE_END("template string"),
    RAW_TEMPLATE_PART("template string"),
    RAW_TEMPLATE_END("template string"),

    PACKAGE("package", true),
    IMPORT("import", true),
    AS("as", true),
    DEFAULT("default", true),
    ELSE("else", true),
    NOT("not", true),
    SOME("some", true),
    WITH("with", true),
    NULL("null", true),
    TRUE("true", true),
    FALSE("false", true),
    IN("in", true),
    EVERY("every", true),
    CONTAINS("contains", true),
    IF("if", true),
    AND_KEYWORD("and", true),
    OR_KEYWORD("or", true),

    LEFT_BRACKET("["),
    RIGHT_BRACKET("]"),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}"),
    LEFT_PAREN("("),
    RIGHT_PAREN(")"),
    COMMA(","),
    COLON(":"),
    SEMICOLON(";"),
    DOT("."),
    ASSIGN(":="),
    UNIFY("="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDE("/"),
    REMAINDER("%"),
    AMPERSAND("&"),
    BAR("|");

    private final String label;
    private final boolean keyword;

    TokenKind(String label) {
        this(label, false);
    }

    TokenKind(String label, boolean keyword) {
        this.label = label;
        this.keyword = keyword;
    }

    String label() {
        return label;
    }

    /** True if it is spelled as an identifier. */
    boolean isKeyword() {
        return keyword;
    }
}
