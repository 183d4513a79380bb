package dev.writ.api.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * That one person may vote for another. It is not handed on: who votes for somebody needs a delegation by that very person.
 *
 * @param id sorts by time
 * @param from whose votes they are
 * @param to who gives them
 * @param groups for which groups; for all of the delegator's if there are none
 * @param actions on requests for which actions; for all if there are none
 * @param createdAt when it was made
 * @param expiresAt when it ends
 * @param revokedAt when it was revoked, if it was
 */
record Delegation(
        UUID id,
        String from,
        String to,
        List<String> groups,
        List<String> actions,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {
    Delegation {
        groups = List.copyOf(groups);
        actions = List.copyOf(actions);
    }

    /** Whether it covers requests for the action. */
    boolean covers(String action) {
        return actions.isEmpty() || actions.contains(action);
    }

    /** Those of the delegator's groups that it covers. */
    List<String> of(List<String> all) {
        return all.stream()
                .filter(group -> groups.isEmpty() || groups.contains(group))
                .toList();
    }
}
