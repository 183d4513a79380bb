package dev.writ.policy.remote;

import dev.writ.policy.PolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.Query;
import dev.writ.policy.runtime.Cancellation;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The engine that asks a running OPA.
 *
 * <p>What is there decides OPA, at the time of each evaluation: preparing sends nothing, a document without rules is
 * undefined, and a query that is not Rego fails when it is evaluated. Sets come as arrays, since they travel as JSON. Time,
 * random numbers and the limits on steps, depth and sizes are those of the other process; the limit on time, and the
 * cancellation, end the wait for it. A record of effects is refused rather than left empty. Rows of a query have bindings and
 * no values of expressions; and OPA's REST API gives a row even for a query that is the bare term {@code false}.
 */
public final class RemotePolicyEngine implements PolicyEngine {

    private static final Duration REVISION_TIMEOUT = Duration.ofSeconds(10);
    private static final String UNKNOWN = "unknown";

    private final RemoteClient client;

    private RemotePolicyEngine(RemoteClient client) {
        this.client = client;
    }

    /**
     * An engine; nothing is sent yet.
     *
     * @throws PolicyException if a token would be sent in the clear to another machine
     */
    public static RemotePolicyEngine of(RemoteOptions options) {
        return new RemotePolicyEngine(new RemoteClient(options));
    }

    /**
     * The revision of the bundle that OPA has loaded now; of several, {@code name=revision} each, in the order of their
     * names; {@code unknown} where the policies did not come in a bundle.
     *
     * @throws PolicyException if OPA does not answer
     */
    @Override
    public String revision() {
        try {
            // Any path will do: what counts is what OPA says beside the result.
            RegoObject answer = client.post(
                    "/v1/data/system/version?provenance=true",
                    "{\"input\":null}",
                    REVISION_TIMEOUT,
                    Cancellation.onInterrupt());
            return answer.get("provenance") instanceof RegoObject provenance ? revision(provenance) : UNKNOWN;
        } catch (RemoteException e) {
            throw new PolicyException(e.diagnostics());
        }
    }

    private static String revision(RegoObject provenance) {
        if (provenance.get("bundles") instanceof RegoObject bundles && bundles.size() > 0) {
            if (bundles.size() == 1) {
                return revisionOf(bundles, 0);
            }
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < bundles.size(); i++) {
                String name = bundles.keyAt(i) instanceof RegoString text ? text.value() : "";
                all.append(i == 0 ? "" : ",").append(name).append('=').append(revisionOf(bundles, i));
            }
            return all.toString();
        }
        String legacy = RemoteAnswer.text(provenance, "revision");
        return legacy.isEmpty() ? UNKNOWN : legacy;
    }

    private static String revisionOf(RegoObject bundles, int index) {
        String revision =
                bundles.valueAt(index) instanceof RegoObject bundle ? RemoteAnswer.text(bundle, "revision") : "";
        return revision.isEmpty() ? UNKNOWN : revision;
    }

    @Override
    public PreparedPolicy prepare(String entrypoint) {
        List<String> segments = Arrays.asList(entrypoint.split("/", -1));
        if (segments.contains("") || segments.contains(".") || segments.contains("..")) {
            throw new PolicyException(List.of(Diagnostic.error(
                    DiagnosticCode.COMPILE,
                    null,
                    "`" + entrypoint + "` is no path of a document",
                    "give the path of a package or rule below `data`, with slashes, as in `writ/access/decision`")));
        }
        String path = segments.stream()
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "/v1/data/", ""));
        return new RemotePreparedPolicy(entrypoint, path, client);
    }

    @Override
    public PreparedQuery prepareQuery(Query query) {
        if (!query.packagePath().isEmpty() || !query.imports().isEmpty()) {
            throw new PolicyException(RemoteFailures.unsupported(
                            "OPA's REST API takes no package and no imports for a query",
                            "write references in full, as in `data.example.allow`")
                    .diagnostics());
        }
        return new RemotePreparedQuery(query.text(), client);
    }

    /** It does not: OPA does not say what its functions gave. */
    @Override
    public boolean records() {
        return false;
    }

    /** Takes no further requests; those that run come to their end. */
    @Override
    public void close() {
        client.close();
    }
}
