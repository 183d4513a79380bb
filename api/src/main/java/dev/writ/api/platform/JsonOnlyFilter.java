package dev.writ.api.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Every change is asked for and answered in JSON. What is not JSON is refused before anything reads the body as a form, and a
 * caller that cannot take the answer is told so before the effect and not after.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 25)
class JsonOnlyFilter extends OncePerRequestFilter {
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH");
    private static final MediaType ANY_JSON = new MediaType("application", "*+json");

    private final ProblemWriter problems;

    JsonOnlyFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !METHODS.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        OptionalInt refused = refused(request);
        if (refused.isPresent()) {
            problems.write(Failures.refused(refused.getAsInt(), request), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static OptionalInt refused(HttpServletRequest request) {
        if (!isJson(request.getContentType())) {
            return OptionalInt.of(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        }
        return takesJson(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))
                ? OptionalInt.empty()
                : OptionalInt.of(HttpServletResponse.SC_NOT_ACCEPTABLE);
    }

    /** A body without a type is taken for what every body here is (RFC 9110, 8.3). */
    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return true;
        }
        try {
            MediaType given = MediaType.parseMediaType(type);
            return MediaType.APPLICATION_JSON.includes(given) || ANY_JSON.includes(given);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static boolean takesJson(List<String> accept) {
        try {
            List<MediaType> ranges = MediaType.parseMediaTypes(accept);
            return ranges.isEmpty()
                    || ranges.stream()
                            .anyMatch(
                                    range -> range.getQualityValue() > 0 && range.includes(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
