package dev.writ.ledger.verify;

/** Is told how far a verification has come, after every bundle. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /** So many of all entries are checked. */
    void entries(long done, long total);
}
