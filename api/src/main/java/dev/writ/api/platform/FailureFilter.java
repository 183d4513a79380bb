package dev.writ.api.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers for failures outside of controllers, such as a database that fails while a token is looked up. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class FailureFilter extends OncePerRequestFilter {
    private final ProblemWriter problems;

    FailureFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | IOException | ServletException e) {
            if (Failures.hungUp(e, request)) {
                return;
            }
            if (response.isCommitted()) {
                throw e;
            }
            problems.write(Failures.describe(e, request), request, response);
        }
    }
}
