package dev.writ.api.approval;

import dev.writ.ledger.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A change request as its row has it.
 *
 * @param id sorts by time
 * @param state where it is in its life
 * @param version grows with every change of the row
 * @param requester id of the principal that asked
 * @param person who answers for the requester
 * @param team of the requester, unless it is erased
 * @param action name of the action
 * @param environment where it is to go, if the request says so
 * @param digest what votes name; see {@link Binding}
 * @param requirements what the rules asked for when they ran last
 * @param decision id of that decision
 * @param createdAt when it was opened
 * @param changedAt when the row changed last
 * @param expiresAt when it ends
 * @param keys under which its entries are kept
 */
record Row(
        UUID id,
        State state,
        long version,
        String requester,
        String person,
        Optional<String> team,
        String action,
        Optional<String> environment,
        Hash digest,
        List<Requirement> requirements,
        UUID decision,
        Instant createdAt,
        Instant changedAt,
        Instant expiresAt,
        Keys keys) {
    Row {
        requirements = List.copyOf(requirements);
    }

    /**
     * Draft keys of entries.
     *
     * @param opened of the one that opened it
     * @param binding of the one with the binding that votes name
     * @param state of the one that led to its state
     */
    record Keys(String opened, String binding, String state) {}

    /** The row after a change of state. */
    Row in(State next, String key, Instant now) {
        var kept = new Keys(keys.opened(), keys.binding(), key);
        return with(next, version + 1, environment, digest, requirements, decision, now, expiresAt, kept);
    }

    /** The row after something beside it has changed, so that its tag is another one. */
    Row touched() {
        return with(state, version + 1, environment, digest, requirements, decision, changedAt, expiresAt, keys);
    }

    /** The row after the rules ran again. */
    Row decided(UUID by, List<Requirement> required) {
        return with(state, version, environment, digest, required, by, changedAt, expiresAt, keys);
    }

    /** The row after what votes are given for has changed. */
    Row bound(Hash other, Instant end, String key, Instant now) {
        var kept = new Keys(keys.opened(), key, keys.state());
        return with(state, version + 1, environment, other, requirements, decision, now, end, kept);
    }

    /** The row of a request that is for another environment. */
    Row withEnvironment(Optional<String> other) {
        return with(state, version, other, digest, requirements, decision, changedAt, expiresAt, keys);
    }

    /** Who asked for which action stays in every change. */
    private Row with(
            State next,
            long nextVersion,
            Optional<String> where,
            Hash boundTo,
            List<Requirement> required,
            UUID by,
            Instant changed,
            Instant end,
            Keys kept) {
        return new Row(
                id,
                next,
                nextVersion,
                requester,
                person,
                team,
                action,
                where,
                boundTo,
                required,
                by,
                createdAt,
                changed,
                end,
                kept);
    }
}
