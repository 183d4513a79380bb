package dev.writ.api.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one place that shapes error bodies: RFC 9457 everywhere, but a plain string under {@code /access/}, as AuthZEN 1.0 has it.
 */
@Component
public class ProblemWriter {
    private static final String AUTHZEN = "/access/";

    private final JsonMapper mapper;

    public ProblemWriter(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Whether problems of this path are plain text. */
    static boolean isText(String path) {
        return path.startsWith(AUTHZEN);
    }

    /** Writes the problem as the answer to a request that has none yet. */
    void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(problem, request.getRequestURI(), response);
    }

    /** As {@link #write(Problem, HttpServletRequest, HttpServletResponse)}, for a request whose path may be malformed. */
    void write(Problem problem, String path, HttpServletResponse response) throws IOException {
        ResponseEntity<byte[]> entity = entity(problem, path);
        response.setStatus(problem.status());
        entity.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        byte[] body = entity.getBody();
        if (body != null) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    /** The problem as an answer to a request for {@code path}. */
    ResponseEntity<byte[]> entity(Problem problem, String path) {
        var headers = new HttpHeaders();
        headers.setCacheControl("no-store");
        if (problem.status() == 401) {
            headers.set(
                    HttpHeaders.WWW_AUTHENTICATE,
                    problem.refusesToken()
                            ? "Bearer realm=\"writ\", error=\"invalid_token\""
                            : "Bearer realm=\"writ\"");
        }
        if (problem.status() == 503) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        if (isText(path)) {
            headers.setContentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));
            String text = problem.detail() + ": " + problem.remediation() + " (" + problem.code() + ")";
            return new ResponseEntity<>(text.getBytes(StandardCharsets.UTF_8), headers, problem.status());
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(mapper.writeValueAsBytes(json(problem)), headers, problem.status());
    }

    private ObjectNode json(Problem problem) {
        return mapper.createObjectNode()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .put("code", problem.code())
                .put("remediation", problem.remediation());
    }
}
