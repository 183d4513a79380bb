package dev.writ.api.platform;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what leaves a controller as an exception into a problem; nothing internal is told to the caller. */
@RestControllerAdvice
class ProblemAdvice {
    private final ProblemWriter writer;

    ProblemAdvice(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> problem(ProblemException e, HttpServletRequest request) {
        return writer.entity(e.problem(), request.getRequestURI());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException tooLarge) {
                return writer.entity(tooLarge.problem(), request.getRequestURI());
            }
        }
        return writer.entity(
                Problem.badRequest("body.unreadable", "the request body cannot be read", "send the whole body"),
                request.getRequestURI());
    }

    /** Everything the framework refuses by itself: wrong method, wrong media type, bad parameter, unknown path. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<byte[]> any(Exception e, HttpServletRequest request) throws Exception {
        if (e instanceof AccessDeniedException || e instanceof AuthenticationException) {
            throw e;
        }
        return Failures.hungUp(e, request)
                ? null
                : writer.entity(Failures.describe(e, request), request.getRequestURI());
    }
}
