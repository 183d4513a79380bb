package dev.writ.cli.ledger;

import dev.writ.cli.Failure;
import dev.writ.cli.http.Answer;
import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Work that a service does while nobody waits, which this process waits for all the same.
 *
 * @param service which does it
 * @param begun the operation as it was when it was begun
 */
record Operation(ServiceClient service, JsonNode begun) {
    private static final long FIRST_PAUSE = 50_000_000;
    private static final long LONGEST_PAUSE = 1_000_000_000;

    /** Begins it by a POST. */
    static Operation begin(ServiceClient service, String path, JsonNode body) {
        return new Operation(service, ServiceClient.json(service.post(path, body)));
    }

    /**
     * Waits until it is done, and shows how far it is; ever more patiently, up to a second at a time.
     *
     * @return the operation
     */
    JsonNode await(ProgressBar bar) {
        JsonNode now = begun;
        long pause = FIRST_PAUSE;
        while (Json.text(now, "state").equals("running")) {
            long total = now.path("progress").path("total").asLong(0);
            if (total > 0) {
                bar.entries(now.path("progress").path("done").asLong(0), total);
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            now = ServiceClient.json(service.get(path()));
        }
        bar.done();
        if (!Json.text(now, "state").equals("done")) {
            JsonNode problem = now.path("problem");
            throw new Failure("the service could not do it: [" + Json.text(problem, "code") + "] "
                    + Json.text(problem, "detail") + "; " + Json.text(problem, "remediation"));
        }
        return now;
    }

    /** The result of one that is done. */
    byte[] result() {
        Answer answer = service.get(path() + "/result");
        return ServiceClient.bytes(answer);
    }

    private String path() {
        String id = Json.text(begun, "id");
        if (!id.matches("[0-9a-f-]{36}")) {
            throw new Failure("the service answered with no operation: is it of this version?");
        }
        return "/api/v1/operations/" + id;
    }
}
