package dev.writ.api.platform;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * The address's rate of what is nobody's, stateless bearer authentication, the caller's rate, then the {@link GateFilter}. There are no cookies, so there is no request forgery to guard
 * against, and no form, session or password login.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfig {
    @Bean
    SecurityFilterChain chain(
            HttpSecurity http, TokenAuthenticator tokens, Gate gate, ProblemWriter problems, ServeOptions options) {
        if (options.rateLimit() > 0) {
            http.addFilterBefore(
                    new AddressRateFilter(new RateLimiter(options.rateLimit(), System::nanoTime), problems),
                    BasicAuthenticationFilter.class);
            http.addFilterAfter(
                    new RateLimitFilter(new RateLimiter(options.rateLimit(), System::nanoTime), problems),
                    BasicAuthenticationFilter.class);
        }
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterAt(new BearerFilter(tokens, problems), BasicAuthenticationFilter.class)
                .addFilterBefore(new GateFilter(gate, problems), AuthorizationFilter.class)
                .build();
    }

    /** Methods that nothing has are answered by the {@link GateFilter}, as 405, and not by the firewall, as 400. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    /** There are no passwords; without this bean Spring Boot would make up a user with one. */
    @Bean
    UserDetailsService noUsers() {
        return name -> {
            throw new UsernameNotFoundException("there are no passwords here");
        };
    }
}
