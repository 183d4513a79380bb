package dev.writ.policy.builtin;

/**
 * A built-in call that produced no value. It is not a fault of the engine: the caller turns it into "undefined", or, with
 * strict built-in errors, into an evaluation error at the call's place. It carries no stack trace, so throwing is cheap.
 *
 * <p>Reaching a limit or a deadline is something else: then the evaluation as a whole must end, and the exception comes
 * from {@link BuiltinContext#checkpoint()} or {@link BuiltinContext#limitExceeded(String)}.
 */
public final class BuiltinFailure extends RuntimeException {

    /** Why there is no value. */
    public enum Kind {
        /** The call is undefined by definition, for example `max([])`: never an error, not even a strict one. */
        UNDEFINED,
        /** An operand has a type the built-in does not accept: OPA's {@code eval_type_error}. */
        TYPE,
        /** The built-in could not do its work: OPA's {@code eval_builtin_error}. */
        ERROR
    }

    private final Kind kind;

    private BuiltinFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** The call has no value, and that is no error. */
    public static BuiltinFailure undefined() {
        return new BuiltinFailure(Kind.UNDEFINED, "undefined");
    }

    /** An operand has the wrong type; {@code message} names it, as in "operand 1 must be string but got number". */
    public static BuiltinFailure type(String message) {
        return new BuiltinFailure(Kind.TYPE, message);
    }

    /** The built-in could not do its work for the reason given in {@code message}. */
    public static BuiltinFailure error(String message) {
        return new BuiltinFailure(Kind.ERROR, message);
    }

    /** Why there is no value. */
    public Kind kind() {
        return kind;
    }

    /** The reason as text; the name of the built-in is not part of it. */
    public String reason() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
