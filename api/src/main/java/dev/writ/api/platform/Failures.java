package dev.writ.api.platform;

import dev.writ.ledger.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.util.DisconnectedClientHelper;

/** Says what an exception means for the caller; nothing internal is told, the rest goes to the service's own output. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** The problem that an exception is. */
    static Problem describe(Exception e, HttpServletRequest request) {
        if (e instanceof ProblemException problem) {
            return problem.problem();
        }
        if (e instanceof ErrorResponse response) {
            return refused(response.getStatusCode().value(), request);
        }
        if (e instanceof InvalidParameterException || e instanceof RequestRejectedException) {
            return Problem.badRequest(
                    "parameters.unreadable",
                    "the query of `" + request.getMethod() + " " + request.getRequestURI() + "` cannot be read",
                    "send parameters as `name=value`, percent-encoded in UTF-8, without control characters");
        }
        if (e instanceof DataAccessException
                || e instanceof TransactionException
                || e instanceof org.jooq.exception.DataAccessException) {
            LOG.error("the database failed on {} {}: {}", request.getMethod(), request.getRequestURI(), rootCause(e));
            return Problem.unavailable(
                    "database.unavailable",
                    "the database does not answer",
                    "try again; if it lasts, tell the operator");
        }
        if (e instanceof StoreException) {
            LOG.error("the log failed on {} {}: {}", request.getMethod(), request.getRequestURI(), rootCause(e));
            return Problem.unavailable(
                    "ledger.unreadable", "the ledger cannot be read", "try again; if it lasts, tell the operator");
        }
        LOG.error("unexpected failure on {} {}", request.getMethod(), request.getRequestURI(), e);
        return internal(500);
    }

    private static Problem internal(int status) {
        return new Problem(
                status,
                "internal",
                "the service failed",
                "the service failed on this request",
                "tell the operator, with the value of `X-Request-ID`");
    }

    /** Whether the caller hung up, so that there is nobody to answer; that is no failure of the service. */
    static boolean hungUp(Exception e, HttpServletRequest request) {
        boolean gone = DisconnectedClientHelper.isClientDisconnectedException(e);
        if (gone) {
            LOG.debug("the caller hung up on {} {}: {}", request.getMethod(), request.getRequestURI(), rootCause(e));
        }
        return gone;
    }

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    /** The problem of a request that the framework refuses with a status. */
    static Problem refused(int status, HttpServletRequest request) {
        return refused(status, request.getMethod(), request.getRequestURI());
    }

    /** As {@link #refused(int, HttpServletRequest)}, for a request whose path may be malformed. */
    static Problem refused(int status, String method, String path) {
        if (status >= 500) {
            return internal(status);
        }
        String what = "`" + method + " " + path + "`";
        return switch (status) {
            case 404 -> Problem.notFound("path.unknown", "there is no " + what, "see `/v3/api-docs` for what there is");
            case 405 ->
                new Problem(
                        405,
                        "method.unknown",
                        "the request cannot be read",
                        what + " is not supported",
                        "see `/v3/api-docs` for the methods of this path");
            case 415 ->
                new Problem(
                        415,
                        "media_type.unsupported",
                        "the request cannot be read",
                        what + " does not take this media type",
                        "send `Content-Type: application/json`");
            case 406 ->
                new Problem(
                        406,
                        "media_type.unavailable",
                        "the request cannot be answered",
                        what + " has no answer in an accepted media type",
                        "accept `application/json`");
            default ->
                new Problem(
                        status,
                        "request.refused",
                        "the request cannot be read",
                        what + " was refused",
                        "check parameters and headers against `/v3/api-docs`");
        };
    }
}
