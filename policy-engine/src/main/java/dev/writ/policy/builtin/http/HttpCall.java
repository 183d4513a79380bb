package dev.writ.policy.builtin.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One request.
 *
 * @param method in upper case
 * @param url where it goes, as it was written
 * @param headers names and values
 * @param body its bytes, often none
 * @param timeout for everything, redirects included
 * @param redirects whether redirects are followed
 * @param retries how often it is tried again after a failure of the network
 * @param tls what the connection must prove
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are made for this record and only read
public record HttpCall(
        String method,
        String url,
        List<Header> headers,
        byte[] body,
        Duration timeout,
        boolean redirects,
        int retries,
        TlsOptions tls) {

    /** One header. */
    public record Header(String name, String value) {}

    public HttpCall {
        headers = List.copyOf(headers);
    }

    /** The same with more headers. */
    public HttpCall with(List<Header> more) {
        List<Header> all = new ArrayList<>(headers);
        all.addAll(more);
        return new HttpCall(method, url, all, body, timeout, redirects, retries, tls);
    }

    /** The same, whose redirects are not followed. */
    HttpCall withoutRedirects() {
        return new HttpCall(method, url, headers, body, timeout, false, retries, tls);
    }
}
