package dev.writ.policy.builtin.http;

/** A transport that is asked for some hosts only. */
record RestrictedTransport(HttpTransport rest, HttpHosts hosts) implements HttpTransport {

    @Override
    public HttpReply send(HttpCall call, Runnable checkpoint) throws HttpFailure {
        hosts.check(call.url());
        // A redirect must not lead out of these hosts, and where it leads is not known before it is followed.
        return rest.send(call.withoutRedirects(), checkpoint);
    }

    @Override
    public HttpCache cache() {
        return rest.cache();
    }
}
