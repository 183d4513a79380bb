package dev.writ.ledger.entry;

import java.io.Serial;

/** JSON that must not be hashed, since it has no single meaning or form. */
public final class JsonException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String pointer;

    /**
     * A refusal.
     *
     * @param problem what is wrong
     * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole document
     */
    public JsonException(String problem, String pointer) {
        super(pointer.isEmpty() ? problem : problem + " at `" + pointer + "`");
        this.problem = problem;
        this.pointer = pointer;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** Where, as a JSON pointer. */
    public String pointer() {
        return pointer;
    }
}
