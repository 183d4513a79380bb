package dev.writ.ledger.permit;

/** What is wrong with a permit. */
public enum Fault {
    /** The file is not of the form of a permit. */
    MALFORMED("malformed"),
    /** It was issued under another log than that of the given keys. */
    WRONG_LOG("wrong_log"),
    /** Nothing proves that the log holds the entry of its issue. */
    NO_PROOF("no_proof"),
    /** It was not signed by the key that the log names, or not with these words. */
    FORGED("forged"),
    /** Its time has not begun. */
    NOT_YET_VALID("not_yet_valid"),
    /** Its time is over. */
    EXPIRED("expired"),
    /** It is for another action. */
    OTHER_ACTION("other_action"),
    /** It is for another environment. */
    OTHER_ENVIRONMENT("other_environment"),
    /** It is on the list of revoked permits. */
    REVOKED("revoked"),
    /** The list of revoked permits cannot be believed, or is too old. */
    REVOCATIONS("revocations_unusable"),
    /** The artifacts are not exactly those that it names. */
    OTHER_BYTES("other_bytes");

    private final String word;

    Fault(String word) {
        this.word = word;
    }

    /** As reports for programs have it. */
    public String word() {
        return word;
    }
}
