package dev.writ.cli.http;

import java.net.URI;
import java.net.http.HttpResponse;

/** What a service answered. */
public final class Answer {
    private final HttpResponse<byte[]> response;

    Answer(HttpResponse<byte[]> response) {
        this.response = response;
    }

    /** What was asked. */
    public URI uri() {
        return response.uri();
    }

    /** HTTP status code. */
    public int status() {
        return response.statusCode();
    }

    /** Whether the service did what it was asked. */
    public boolean ok() {
        return status() >= 200 && status() < 300;
    }

    /** How the body is packed, {@code gzip} or nothing. */
    public String encoding() {
        return response.headers().firstValue("Content-Encoding").orElse("");
    }

    byte[] body() {
        return response.body();
    }
}
