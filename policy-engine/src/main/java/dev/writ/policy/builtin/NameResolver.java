package dev.writ.policy.builtin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Finds the addresses of a host by its name. Addresses in text form never get here. Usable by several threads. */
@FunctionalInterface
public interface NameResolver {

    /**
     * The addresses of a host, at least one.
     *
     * @throws IOException if it has none, or if it may not be asked for; the message says which
     */
    List<InetAddress> addresses(String host) throws IOException;

    /**
     * Knows `localhost` (RFC 6761, section 6.3) and refuses every other name: nothing leaves the process, so a policy
     * cannot tell anybody anything by the names it asks for.
     */
    static NameResolver none() {
        return host -> {
            if (host.equalsIgnoreCase("localhost")) {
                return List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            }
            throw new IOException("disallowed host: " + host);
        };
    }

    /** Asks the system for the names that are allowed, and waits no longer than {@code patience} for an answer. */
    static NameResolver system(Predicate<String> allowed, Duration patience) {
        return host -> {
            if (!allowed.test(host)) {
                throw new IOException("disallowed host: " + host);
            }
            return ask(host, patience);
        };
    }

    /** Asks the system for the names given, which are compared as OPA's `allow_net` is: letter by letter. */
    static NameResolver system(Set<String> allowed, Duration patience) {
        return system(allowed::contains, patience);
    }

    private static List<InetAddress> ask(String host, Duration patience) throws IOException {
        // A look-up cannot be interrupted; it ends by itself on a thread of its own when nobody waits for it any more.
        FutureTask<List<InetAddress>> answer = new FutureTask<>(() -> List.of(InetAddress.getAllByName(host)));
        Thread.ofVirtual().start(answer);
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("lookup " + host + ": i/o timeout", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("lookup " + host + ": operation was canceled", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                throw new IOException("lookup " + host + ": no such host", e);
            }
            throw new IOException("lookup " + host + ": failed", e);
        }
    }
}
