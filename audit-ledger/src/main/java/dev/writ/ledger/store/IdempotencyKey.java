package dev.writ.ledger.store;

/**
 * Names one submission of one principal to one log; a second submission under the same key is the same submission or a
 * conflict, never a second entry.
 *
 * @param principal who submits: the id of a principal, 1 to 64 printable ASCII characters without space
 * @param key the submitter's own name for the submission, 1 to 128 printable ASCII characters without space
 */
public record IdempotencyKey(String principal, String key) {
    /** Longest principal. */
    public static final int MAX_PRINCIPAL = 64;

    /** Longest key. */
    public static final int MAX_KEY = 128;

    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException naming the part that does not fit
     */
    public IdempotencyKey {
        check("principal", principal, MAX_PRINCIPAL);
        check("key", key, MAX_KEY);
    }

    private static void check(String part, String text, int max) {
        boolean printable = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (text.isEmpty() || text.length() > max || !printable) {
            throw new IllegalArgumentException("the " + part + " of an idempotency key must be 1 to " + max
                    + " printable ASCII characters without space");
        }
    }
}
