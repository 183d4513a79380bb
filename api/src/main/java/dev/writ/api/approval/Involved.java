package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.evidence.EvidenceStore;
import dev.writ.api.identity.People;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says who is involved in a change request, so that they can be kept apart from those who vote. */
@Component
class Involved {
    private static final List<String> NAMED = List.of("trainer", "author");
    private static final String TRAINING = "https://writ.dev/evidence/training/v1";

    private final EvidenceStore evidence;
    private final Principals principals;
    private final People people;

    Involved(EvidenceStore evidence, Principals principals, People people) {
        this.evidence = evidence;
        this.principals = principals;
        this.people = people;
    }

    /**
     * Who is involved: who asked, whom it was asked for, who issued the tokens it was asked with, and whoever any training evidence names;
     * for a service also everybody who ever answered for it. Who is no registered person, nor a service with an owner, cannot be told from
     * anybody.
     *
     * @param candidates persons who are to be kept apart from them: whoever of these is the same human as a party is of that party
     */
    Parties parties(Tenant tenant, Row row, Binding binding, Set<String> candidates) {
        List<Json> trainings = trainings(tenant, Records.request(binding));
        Map<String, Set<String>> parties = new HashMap<>();
        parties.put(Parties.REQUESTER, requesters(tenant, row, binding));
        for (String party : NAMED) {
            Set<String> named = new HashSet<>();
            trainings.forEach(
                    predicate -> named(predicate, party).ifPresent(id -> named.addAll(people.behind(tenant, id))));
            parties.put(party, Set.copyOf(named));
        }
        var known = new Parties(parties, unresolved(tenant, trainings));
        return known.with(people.same(tenant, candidates, known.persons()));
    }

    /** Also by what the principal of the row says now, whoever changed the row. */
    private Set<String> requesters(Tenant tenant, Row row, Binding binding) {
        Set<String> persons = new HashSet<>(Set.of(row.person()));
        persons.addAll(people.behind(tenant, row.requester()));
        persons.addAll(people.behind(tenant, Records.request(binding).subjectId()));
        binding.issuers().forEach(issuer -> persons.addAll(people.behind(tenant, issuer)));
        return Set.copyOf(persons);
    }

    /** Who asked, as far as that is known once what was asked is erased. */
    Parties requesters(Tenant tenant, Row row, Set<String> candidates) {
        Set<String> persons = new HashSet<>(people.behind(tenant, row.requester()));
        persons.add(row.person());
        var known = new Parties(Map.of(Parties.REQUESTER, Set.copyOf(persons)), Set.of());
        return known.with(people.same(tenant, candidates, known.persons()));
    }

    /** Whether somebody of the ones is, or is the same human as, somebody of the others. */
    boolean meet(Tenant tenant, Set<String> ones, Set<String> others) {
        return ones.stream().anyMatch(others::contains)
                || !people.same(tenant, ones, others).isEmpty();
    }

    /** What training evidence says about the artifact, oldest first. */
    private List<Json> trainings(Tenant tenant, ActionRequest request) {
        return Binding.artifact(request).map(hash -> evidence.of(tenant, Digests.text(hash))).orElse(List.of()).stream()
                .filter(Json.Obj.class::isInstance)
                .map(record -> ((Json.Obj) record).members())
                .filter(record -> new Json.Str(TRAINING).equals(record.get("predicate_type")))
                .map(record -> record.getOrDefault("predicate", new Json.Null()))
                .toList();
    }

    private static Optional<String> named(Json predicate, String party) {
        return predicate instanceof Json.Obj(Map<String, Json> members)
                        && members.get(party) instanceof Json.Str(String id)
                ? Optional.of(id)
                : Optional.empty();
    }

    /** Parties whom the newest evidence does not name as somebody who is known; all of them if there is none. */
    private Set<String> unresolved(Tenant tenant, List<Json> trainings) {
        return NAMED.stream()
                .filter(party -> trainings.isEmpty()
                        || named(trainings.getLast(), party)
                                .filter(id -> isAnswerable(tenant, id))
                                .isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is known which person acts, or answers for what is done, by that name. */
    private boolean isAnswerable(Tenant tenant, String id) {
        return principals.find(tenant, id).filter(Involved::isAnswerable).isPresent();
    }

    private static boolean isAnswerable(Principal principal) {
        return principal.kind().equals("human") || principal.owner().isPresent();
    }
}
