package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Digests;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a vote is given for, to the last detail: the canonical object {action, resource, artifacts, environment, requester, parameters,
 * evidence, expires_at, salt}, and who issued the API tokens that it was asked with ({@code issuers}), where it was. Its salt, 32 random bytes in hexadecimal, keeps its digest from being guessed.
 *
 * @param json the object
 */
record Binding(Json.Obj json) {
    private static final String ISSUERS = "issuers";

    /**
     * Binds a request.
     *
     * @param requester who asked
     * @param issuers who issued the API tokens that it was asked with
     * @param evidence digests of the statements about the artifact that count now, in the order of the log
     */
    static Binding of(
            ActionRequest request,
            String requester,
            Set<String> issuers,
            List<String> evidence,
            Instant expiresAt,
            String salt) {
        Map<String, Json> members = new TreeMap<>();
        members.put("action", new Json.Str(request.action()));
        members.put(
                "resource",
                new Json.Obj(Map.of(
                        "type", new Json.Str(request.resourceType()), "id", new Json.Str(request.resourceId()))));
        Map<String, String> artifacts = new TreeMap<>();
        artifact(request).ifPresent(hash -> artifacts.put(request.resourceId(), Digests.text(hash)));
        members.put("artifacts", Columns.json(artifacts));
        environment(request).ifPresent(name -> members.put("environment", new Json.Str(name)));
        members.put("requester", new Json.Str(requester));
        if (!issuers.isEmpty()) {
            members.put(ISSUERS, Columns.json(issuers.stream().sorted().toList()));
        }
        members.put("parameters", request.json());
        members.put("evidence", Columns.json(evidence));
        members.put("expires_at", new Json.Str(expiresAt.toString()));
        members.put("salt", new Json.Str(salt));
        return new Binding(new Json.Obj(members));
    }

    /** SHA-256 of the artifact that a request is about, if it names one. */
    static Optional<Hash> artifact(ActionRequest request) {
        return request.resourceProperty("digest").flatMap(Digests::read);
    }

    /** Where the artifact is to go, if the request says so. */
    static Optional<String> environment(ActionRequest request) {
        return request.json().members().get("action") instanceof Json.Obj(Map<String, Json> action)
                        && action.get("properties") instanceof Json.Obj(Map<String, Json> properties)
                        && properties.get("environment") instanceof Json.Str(String name)
                        && name.length() <= 200
                        && name.indexOf(0) < 0
                ? Optional.of(name)
                : Optional.empty();
    }

    /** What votes name. */
    Hash digest() {
        return TreeHash.sha256(json.canonical());
    }

    /** What was asked, in the shape of AuthZEN; empty if there is none. */
    Json parameters() {
        return json.members().getOrDefault("parameters", new Json.Obj(Map.of()));
    }

    /** When the request ends. */
    Instant expiresAt() {
        return json.members().get("expires_at") instanceof Json.Str(String text) ? Instant.parse(text) : Instant.EPOCH;
    }

    /** Whether these are the statements about the artifact that it is for. */
    boolean isFor(List<String> digests) {
        return Columns.json(digests).equals(json.members().get("evidence"));
    }

    /** Who asked. */
    String requester() {
        return json.members().get("requester") instanceof Json.Str(String id) ? id : "";
    }

    /** Who issued the API tokens that it was asked with: they can act in the requester's name. */
    Set<String> issuers() {
        return json.members().get(ISSUERS) instanceof Json.Arr(List<Json> items)
                ? items.stream()
                        .map(item -> item instanceof Json.Str(String id) ? id : "")
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** The same request with other evidence; another salt, so that earlier votes stay void if the evidence becomes the same again. */
    Binding withEvidence(List<String> digests, String salt) {
        Map<String, Json> members = new TreeMap<>(json.members());
        members.put("salt", new Json.Str(salt));
        members.put("evidence", Columns.json(digests));
        return new Binding(new Json.Obj(members));
    }
}
