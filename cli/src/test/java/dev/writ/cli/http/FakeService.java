package dev.writ.cli.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.writ.ledger.merkle.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** An HTTP server that answers as it is told and remembers what it was asked. */
public final class FakeService implements AutoCloseable {
    /**
     * A request that came in.
     *
     * @param method HTTP method
     * @param path path with query
     * @param token what followed "Bearer ", or the empty string
     * @param headers all headers, the first value of each
     * @param body its text
     */
    public record Request(String method, String path, String token, Map<String, String> headers, String body) {}

    private record Reply(int status, Bytes body, boolean packed) {
        private static Reply text(int status, String text) {
            return new Reply(status, Bytes.utf8(text), false);
        }
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Function<Request, Reply>> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    /** What to answer to a method and path, for instance {@code POST /api/v1/evidence}. */
    public FakeService on(String methodAndPath, int status, String body) {
        replies.put(methodAndPath, request -> Reply.text(status, body));
        return this;
    }

    /** Answers 200 with these bytes to a method and path. */
    public void serve(String methodAndPath, byte[] body) {
        replies.put(methodAndPath, request -> new Reply(200, Bytes.of(body), false));
    }

    /** Answers 200 with these bytes, packed by gzip. */
    public void servePacked(String methodAndPath, byte[] body) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        replies.put(methodAndPath, request -> new Reply(200, Bytes.of(out), true));
    }

    /** Answers 503 to the next request, and as before to those after it. */
    public void busyOnce(String methodAndPath) {
        Function<Request, Reply> after = Objects.requireNonNull(replies.get(methodAndPath));
        AtomicBoolean busy = new AtomicBoolean(true);
        replies.put(methodAndPath, request -> busy.getAndSet(false) ? Reply.text(503, "") : after.apply(request));
    }

    /** The base URL. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                            .replaceFirst("^(Bearer |null)", ""),
                    first(exchange),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            Reply reply = replies.getOrDefault(request.method() + " " + request.path(), any -> Reply.text(404, ""))
                    .apply(request);
            byte[] bytes = reply.body().toArray();
            if (reply.packed()) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> first(HttpExchange exchange) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        return headers;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }
}
