package dev.writ.policy.builtin.http;

import java.util.Set;

/** What sends requests. Usable by several threads. */
public interface HttpTransport {

    /**
     * Sends one request and waits for its answer, whole.
     *
     * @param checkpoint called again and again while it waits; what it throws ends the request
     * @throws HttpFailure if there is no answer
     */
    HttpReply send(HttpCall call, Runnable checkpoint) throws HttpFailure;

    /** Answers that later evaluations may use. */
    HttpCache cache();

    /** This transport, to no other hosts than these; what it may not reach already stays out of reach. */
    default HttpTransport restrictedTo(Set<String> hosts) {
        return new RestrictedTransport(this, new HttpHosts(hosts));
    }

    /** Sends nothing. */
    static HttpTransport none() {
        HttpCache cache = new HttpCache(0);
        return new HttpTransport() {
            @Override
            public HttpReply send(HttpCall call, Runnable checkpoint) throws HttpFailure {
                throw HttpHosts.disallowed(HttpHosts.host(call.url()));
            }

            @Override
            public HttpCache cache() {
                return cache;
            }
        };
    }
}
