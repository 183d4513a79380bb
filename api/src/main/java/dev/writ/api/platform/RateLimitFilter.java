package dev.writ.api.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds each principal of a tenant to its rate, by whatever tokens it comes: more tokens are not more requests, and neither is another
 * way to write the same token. What is nobody's is held to its address by {@link AddressRateFilter}.
 */
final class RateLimitFilter extends OncePerRequestFilter {
    private final RateLimiter limiter;
    private final ProblemWriter problems;

    RateLimitFilter(RateLimiter limiter, ProblemWriter problems) {
        this.limiter = limiter;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token)) {
            chain.doFilter(request, response);
            return;
        }
        Caller caller = token.getPrincipal();
        RateLimiter.Answer answer = limiter.take(key(caller));
        RateHeaders.write(response, "principal", limiter, answer);
        if (answer.allowed()) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                Problem.tooManyRequests(
                        "rate.exceeded",
                        "`" + caller.id() + "` has sent more than " + limiter.capacity() + " requests in "
                                + RateLimiter.WINDOW_SECONDS + " s",
                        "wait as many seconds as `Retry-After` says, and send less at once"),
                request,
                response);
    }

    /** Names a principal among those of all tenants. */
    static String key(Caller caller) {
        return caller.tenant().name() + "/" + caller.id();
    }
}
