package dev.writ.api.access;

import dev.writ.api.catalog.Datasets;
import dev.writ.api.evidence.EvidenceStore;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CallerFacts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Limits;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Gathers what the service itself knows about a request; nothing of it comes from the request. */
@Component
class FactsBuilder {
    private final Principals principals;
    private final Datasets datasets;
    private final EvidenceStore evidence;
    private final Limits limits;
    private final List<MoreFacts> more;

    FactsBuilder(
            Principals principals, Datasets datasets, EvidenceStore evidence, Limits limits, List<MoreFacts> more) {
        this.principals = principals;
        this.datasets = datasets;
        this.evidence = evidence;
        this.limits = limits;
        this.more = List.copyOf(more);
    }

    /**
     * What was found.
     *
     * @param json the facts, as the rules see them
     * @param subject the request's subject, if the service knows it
     * @param artifact digest of the artifact that the request is about, if it is about one
     */
    record Facts(Json.Obj json, Optional<Principal> subject, Optional<String> artifact) {}

    Facts gather(Caller caller, ActionRequest request, Instant now) {
        Map<String, Json> facts = new TreeMap<>();
        facts.put("time", new Json.Str(new Timestamp(now.toEpochMilli()).text()));
        facts.put("caller", CallerFacts.json(caller));
        Optional<Principal> subject = principals.active(caller.tenant(), request.subjectId());
        subject.ifPresent(principal -> facts.put("principal", json(principal)));
        if (request.resourceType().equals("dataset")) {
            datasets.find(caller.tenant(), request.resourceId()).ifPresent(dataset -> facts.put("dataset", dataset));
        }
        Optional<String> artifact = request.resourceProperty("digest")
                .filter(digest -> Digests.read(digest).isPresent());
        if (request.resourceType().equals("model")) {
            List<Json> found =
                    artifact.map(digest -> evidence.of(caller.tenant(), digest)).orElse(List.of());
            facts.put("evidence", new Json.Arr(found));
        }
        for (MoreFacts room : more) {
            facts.putAll(room.about(caller.tenant(), subject, now));
        }
        return new Facts(bounded(new Json.Obj(facts)), subject, artifact);
    }

    private Json.Obj bounded(Json.Obj facts) {
        int bytes = facts.canonical().size();
        if (bytes > limits.factsBytes()) {
            throw Problem.tooLarge(
                            "facts.too_large",
                            "what is recorded about this request has " + bytes + " bytes, more than "
                                    + limits.factsBytes(),
                            "submit smaller evidence about the artifact")
                    .raise();
        }
        return facts;
    }

    private static Json json(Principal principal) {
        return new Json.Obj(Map.of(
                "id",
                new Json.Str(principal.id()),
                "kind",
                new Json.Str(principal.kind()),
                "roles",
                Columns.json(principal.roles()),
                "attributes",
                Columns.json(principal.attributes())));
    }
}
