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
 * Holds each address to its rate of requests that nobody known has sent: those with a credential that is not good, and those with
 * none. Beyond it they are refused before their credential is looked at. One that was good a while ago is looked at all the same, so
 * that nobody shuts others out who come from the address of one proxy. Probes of the node's health are not counted.
 */
final class AddressRateFilter extends OncePerRequestFilter {
    private static final String PROBES = "/actuator/";

    private final RateLimiter limiter;
    private final KnownCredentials known = new KnownCredentials();
    private final ProblemWriter problems;

    AddressRateFilter(RateLimiter limiter, ProblemWriter problems) {
        this.limiter = limiter;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(PROBES);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = ClientAddress.of(request);
        String credential = request.getHeader(HttpHeaders.AUTHORIZATION);
        RateLimiter.Answer answer = limiter.ask(address);
        if (!answer.allowed() && (credential == null || !known.contains(credential))) {
            RateHeaders.write(response, "address", limiter, answer);
            problems.write(refused(), request, response);
            return;
        }
        boolean authenticated = false;
        try {
            chain.doFilter(request, response);
            authenticated = SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken;
        } finally {
            if (!authenticated) {
                limiter.take(address);
            } else if (credential != null) {
                known.add(credential);
            }
        }
    }

    private Problem refused() {
        return Problem.tooManyRequests(
                "rate.exceeded",
                "this address has sent more than " + limiter.capacity() + " requests without a good token in "
                        + RateLimiter.WINDOW_SECONDS + " s",
                "wait as many seconds as `Retry-After` says, and send a token that is good");
    }
}
