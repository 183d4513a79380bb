package dev.writ.api;

import dev.writ.api.platform.Database;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.StartFailure;
import dev.writ.ledger.store.StoreException;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.web.server.PortInUseException;

/** Says in one line what keeps the service from starting. The framework's trace is kept as the cause. */
final class StartFailures {
    private StartFailures() {}

    /** The failure of a start with the options. */
    static StartFailure of(RuntimeException e, ServeOptions options, Database database) {
        return causes(e)
                .filter(PortInUseException.class::isInstance)
                .findFirst()
                .map(_ -> new StartFailure(
                        "port " + options.port() + " of " + options.host()
                                + " is in use; stop what listens there, or choose another with `--port` (0 takes a"
                                + " free one)",
                        e))
                .orElseGet(() -> of(e, database));
    }

    /** The failure of something that works on a database. */
    static StartFailure of(RuntimeException e, Database database) {
        return causes(e)
                .filter(StartFailure.class::isInstance)
                .map(StartFailure.class::cast)
                .findFirst()
                .orElseGet(() -> new StartFailure(describe(e, database), e));
    }

    private static String describe(RuntimeException e, Database database) {
        if (e instanceof ProblemException problem) {
            return "the service cannot start: " + problem.problem().detail();
        }
        Throwable root = causes(e).reduce(e, (_, deeper) -> deeper);
        if (causes(e).anyMatch(SQLException.class::isInstance)) {
            return database.refusal(root)
                    .orElseGet(() -> "the database `" + database.place() + "` cannot be used: " + message(root) + "; "
                            + database.remedy());
        }
        if (root instanceof StoreException contradiction) {
            return "the ledger cannot be started: " + contradiction.reason();
        }
        return "the service cannot start: " + root.getClass().getSimpleName() + ": " + message(root)
                + "; set `WRIT_DEBUG=1` in the environment to see where";
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }

    private static String message(Throwable e) {
        return String.valueOf(e.getMessage()).lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
