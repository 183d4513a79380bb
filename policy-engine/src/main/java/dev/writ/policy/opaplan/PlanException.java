package dev.writ.policy.opaplan;

/** A document that is no plan; the message says where in it. */
final class PlanException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PlanException(String message) {
        super(message, null, false, false);
    }
}
