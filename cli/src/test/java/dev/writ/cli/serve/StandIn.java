package dev.writ.cli.serve;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Plays the service's jar: prints its arguments and ends as the first of them says. */
public final class StandIn {
    private StandIn() {}

    /** Ends with the code given as {@code exit=N}, or waits for a signal. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println("arguments " + List.of(args));
        System.err.println("an error line");
        if (args[0].startsWith("exit=")) {
            System.exit(Integer.parseInt(args[0].substring(5)));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped in an orderly way")));
        System.out.println("waiting");
        new CountDownLatch(1).await();
    }
}
