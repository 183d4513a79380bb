package dev.writ.policy.builtin.http;

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
