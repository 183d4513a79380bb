package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.access.DecisionMaker;
import dev.writ.api.evidence.EvidenceStore;
import dev.writ.api.identity.Groups;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Problem;
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

/** Runs the rules for a change request, and says who is involved in it. */
@Component
class Rules {
    private static final List<String> NAMED = List.of("trainer", "author");
    private static final String TRAINING = "https://writ.dev/evidence/training/v1";

    private final DecisionMaker maker;
    private final EvidenceStore evidence;
    private final Principals principals;
    private final Groups groups;

    Rules(DecisionMaker maker, EvidenceStore evidence, Principals principals, Groups groups) {
        this.maker = maker;
        this.evidence = evidence;
        this.principals = principals;
        this.groups = groups;
    }

    /** Decides what the requester asked, as things are now. */
    DecisionMaker.Made again(Tenant tenant, Row row, ActionRequest request) {
        return maker.again(caller(tenant, row), request);
    }

    /** The requester as the rules see it; 409 if it is no principal any more. */
    Caller caller(Tenant tenant, Row row) {
        Principal requester = principals
                .find(tenant, row.requester())
                .filter(Principal::active)
                .orElseThrow(() -> Problem.conflict(
                                "change-request.requester",
                                "the requester `" + row.requester() + "` may not act any more",
                                "let somebody else open a new change request")
                        .raise());
        return caller(tenant, row, requester);
    }

    /** The requester as the rules see it, who is not signed in now: no scopes, and no groups but those that the service keeps. */
    private Caller caller(Tenant tenant, Row row, Principal requester) {
        return new Caller(
                tenant,
                requester.id(),
                requester.ledgerId(),
                requester.kind(),
                requester.roles(),
                requester.attributes(),
                List.of(),
                groups.of(tenant, requester.id()).stream().sorted().toList(),
                requester.person(),
                Caller.SignIn.API_TOKEN,
                "change-request:" + row.id());
    }

    /** Digests of the statements about the request's artifact that count now. */
    List<String> evidence(Tenant tenant, ActionRequest request) {
        return Binding.artifact(request)
                .map(hash -> evidence.digests(tenant, Digests.text(hash)))
                .orElse(List.of());
    }

    /**
     * Who is involved: who asked, whom it was asked for, and whoever any training evidence names. Who is no registered person, nor a
     * service with an owner, cannot be told from anybody.
     */
    Parties parties(Tenant tenant, Row row, ActionRequest request) {
        List<Json> trainings = trainings(tenant, request);
        Map<String, Set<String>> parties = new HashMap<>();
        parties.put(Parties.REQUESTER, requesters(tenant, row, request));
        for (String party : NAMED) {
            Set<String> named = new HashSet<>();
            trainings.forEach(predicate -> named(predicate, party).ifPresent(id -> {
                named.add(id);
                person(tenant, id).ifPresent(named::add);
            }));
            parties.put(party, Set.copyOf(named));
        }
        return new Parties(parties, unresolved(tenant, trainings));
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
                                .flatMap(id -> person(tenant, id))
                                .isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The person that a principal is, or who answers for it; empty if it is not registered, or a service without an owner. */
    Optional<String> person(Tenant tenant, String id) {
        return principals
                .find(tenant, id)
                .filter(found -> found.kind().equals("human") || found.owner().isPresent())
                .map(Principal::person);
    }

    /** Also by what the principal of the row says now, whoever changed the row. */
    private Set<String> requesters(Tenant tenant, Row row, ActionRequest request) {
        Set<String> persons = new HashSet<>(List.of(row.person(), row.requester()));
        persons.add(request.subjectId());
        person(tenant, row.requester()).ifPresent(persons::add);
        person(tenant, request.subjectId()).ifPresent(persons::add);
        return Set.copyOf(persons);
    }
}
