package dev.writ.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Passes TCP connections on to another port of this machine, and cuts them: all at once, or one just when the server answers
 * something, so that the client never learns of it.
 */
public final class CutProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final ServerSocket listener;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger swallowed = new AtomicInteger();
    private volatile Predicate<byte[]> swallow = _ -> false;

    private CutProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** A connection and the one it is passed on by. */
    private record Link(Socket client, Socket server) {
        void cut() {
            for (Socket socket : new Socket[] {client, server}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // it is gone already, which is what was wanted
                }
            }
        }
    }

    /** Passes on to the port. */
    public static CutProxy to(int target) {
        try {
            var proxy = new CutProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Cuts the next connection on which the server answers something that fits, instead of passing the answer on. */
    public void swallow(Predicate<byte[]> answer) {
        swallow = answer;
    }

    /** How many answers were swallowed. */
    public int swallowed() {
        return swallowed.get();
    }

    /** Cuts every connection that there is. */
    public void cutAll() {
        links.forEach(Link::cut);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // closed, or a client that is gone already
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            var link = new Link(client, server);
            links.add(link);
            try {
                Thread up = Thread.ofVirtual().start(() -> pass(client, server, link, _ -> false));
                pass(server, client, link, answer -> swallow.test(answer));
                up.join();
            } finally {
                links.remove(link);
            }
        } catch (IOException e) {
            // the server is down: the client sees its connection end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket from, Socket to, Link link, Predicate<byte[]> stop) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                byte[] piece = java.util.Arrays.copyOf(buffer, n);
                if (stop.test(piece)) {
                    swallow = _ -> false;
                    swallowed.incrementAndGet();
                    break;
                }
                out.write(piece);
            }
        } catch (IOException e) {
            // one side is gone, so the other one goes, too
        }
        link.cut();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutAll();
    }
}
