package dev.writ.api.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds each credential to its rate, and tells it where it stands in the fields of draft-ietf-httpapi-ratelimit-headers-10. Requests
 * without a credential reach nothing but what is open.
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
        RateLimiter.Answer answer = limiter.take(caller.tenant().name() + "/" + caller.credential());
        response.setHeader(
                "RateLimit-Policy", "\"credential\";q=" + limiter.capacity() + ";w=" + RateLimiter.WINDOW_SECONDS);
        response.setHeader("RateLimit", "\"credential\";r=" + answer.left() + ";t=" + answer.fullSeconds());
        if (answer.allowed()) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(answer.nextSeconds()));
        problems.write(
                Problem.tooManyRequests(
                        "rate.exceeded",
                        "this token has sent more than " + limiter.capacity() + " requests in "
                                + RateLimiter.WINDOW_SECONDS + " s",
                        "wait as many seconds as `Retry-After` says, and send less at once"),
                request,
                response);
    }
}
