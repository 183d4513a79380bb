package dev.writ.api.platform;

import dev.writ.api.platform.EndpointActions.Needs;
import dev.writ.api.platform.EndpointActions.Open;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** The one place where every request meets the {@code platform} policy. */
final class GateFilter extends OncePerRequestFilter {
    private final Gate gate;
    private final ProblemWriter problems;

    GateFilter(Gate gate, ProblemWriter problems) {
        this.gate = gate;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Problem> refusal = refusal(request);
        if (refusal.isPresent()) {
            if (refusal.get().status() == 405) {
                response.setHeader(
                        HttpHeaders.ALLOW, String.join(", ", EndpointActions.methods(request.getRequestURI())));
            }
            problems.write(refusal.get(), request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private Optional<Problem> refusal(HttpServletRequest request) {
        Caller caller = caller();
        var row = EndpointActions.find(request.getMethod(), request.getRequestURI());
        if (row.isEmpty()) {
            boolean known = !EndpointActions.methods(request.getRequestURI()).isEmpty();
            return Optional.of(!known && caller == null ? anonymous() : Failures.refused(known ? 405 : 404, request));
        }
        return switch (row.get().guard()) {
            case Open _ -> Optional.empty();
            case Needs(String action, boolean owned) ->
                gate.refusal(caller, action, owned && caller != null ? caller.id() : null)
                        .or(() -> ofAnotherTenant(caller, action))
                        .map(problem -> caller == null ? anonymous() : problem);
        };
    }

    private static Optional<Problem> ofAnotherTenant(@Nullable Caller caller, String action) {
        return caller == null || caller.tenant().equals(Tenant.MAIN) || !EndpointActions.isOfTheService(action)
                ? Optional.empty()
                : Optional.of(Problem.forbidden(
                        "platform.of_the_service",
                        "`" + action + "` is about the service with all its tenants",
                        "ask the operator of the service, who is of the tenant `" + Tenant.MAIN.name() + "`"));
    }

    private static Problem anonymous() {
        return Problem.tokenMissing("send a valid token as `Authorization: Bearer <token>`");
    }

    private static @Nullable Caller caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
                ? token.getPrincipal()
                : null;
    }
}
