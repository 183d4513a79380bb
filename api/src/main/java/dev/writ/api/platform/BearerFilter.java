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
 * RFC 6750: a request with a bearer token is its caller's, or is refused; one without is nobody's. The bootstrap token is no
 * bearer of anything but {@code POST /api/v1/bootstrap}, which reads it itself.
 */
final class BearerFilter extends OncePerRequestFilter {
    private final TokenAuthenticator tokens;
    private final ProblemWriter problems;

    BearerFilter(TokenAuthenticator tokens, ProblemWriter problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().equals("/api/v1/bootstrap");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            chain.doFilter(request, response);
            return;
        }
        var caller =
                BearerToken.of(request).flatMap(token -> tokens.authenticate(token, ClientCertificate.of(request)));
        if (caller.isEmpty()) {
            problems.write(
                    Problem.unauthorized(
                            "token.invalid",
                            "the token is unknown, expired or revoked",
                            "send a valid token as `Authorization: Bearer <token>`"),
                    request,
                    response);
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerToken(caller.get()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }
}
