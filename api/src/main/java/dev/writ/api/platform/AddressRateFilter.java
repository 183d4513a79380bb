package dev.writ.api.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds each address to its rate of requests that nobody known has sent: those with a token that is not good, and those with none.
 * Beyond it they are refused before their token is looked at. A token that was good when it was looked at last is looked at all the
 * same, so that callers who are at work go on behind a proxy, from whose address somebody else tries tokens; whoever comes from there
 * with a new token waits. Probes of the node's health that bear nothing are not counted.
 */
final class AddressRateFilter extends OncePerRequestFilter {
    private static final String HEALTH = "/actuator/health";
    private static final int NOT_THE_CALLERS = 500;

    private final RateLimiter limiter;
    private final KnownCredentials known = new KnownCredentials();
    private final ProblemWriter problems;

    AddressRateFilter(RateLimiter limiter, ProblemWriter problems) {
        this.limiter = limiter;
        this.problems = problems;
    }

    /** A token is looked at wherever it is sent, so it counts there, too. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && (path.equals(HEALTH) || path.startsWith(HEALTH + "/"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = ClientAddress.of(request);
        Optional<String> token = BearerToken.of(request);
        RateLimiter.Answer answer = limiter.ask(address);
        if (!answer.allowed() && token.filter(known::contains).isEmpty()) {
            RateHeaders.write(response, "address", limiter, answer);
            problems.write(refused(), request, response);
            return;
        }
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } catch (ProblemException e) {
            answered = e.problem().status() < NOT_THE_CALLERS;
            throw e;
        } finally {
            count(address, token, answered);
        }
    }

    /** A token stays known where nobody could find out whether it is good, such as while the database is away. */
    private void count(String address, Optional<String> token, boolean answered) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken caller) {
            token.ifPresent(good -> known.add(good, RateLimitFilter.key(caller.getPrincipal())));
            return;
        }
        limiter.take(address);
        if (answered) {
            token.ifPresent(known::remove);
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
