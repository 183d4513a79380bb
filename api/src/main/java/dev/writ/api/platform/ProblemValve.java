package dev.writ.api.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers for what the web server or the firewall refuses before a filter of the service could; else that would be HTML. */
final class ProblemValve extends ErrorReportValve {
    private final ProblemWriter problems;

    ProblemValve(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String path = Objects.requireNonNullElse(request.getRequestURI(), "");
        try {
            problems.write(Failures.refused(status, request.getMethod(), path), path, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
