package dev.watchtower.identity;

import dev.watchtower.identity.keys.KeyLookup;
import dev.watchtower.platform.ContentSecurityPolicy;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What answers without an access token: sign-in, new passwords, health, the page's files, the API document, the truck of a
 * link, and an invitation. Nothing else.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** What browsers could give our pages, and nobody shall get through them. */
    private static final String UNUSED_FEATURES = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(),"
            + " geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(),"
            + " publickey-credentials-get=(), serial=(), usb=()";

    private static final RequestMatcher OPEN = new OrRequestMatcher(Stream.of(
                    "/api/v1/auth/token",
                    "/api/v1/auth/logout",
                    "/api/v1/auth/forgot-password",
                    "/api/v1/auth/reset-password",
                    "/api/v1/invitations/offer",
                    "/api/v1/invitations/accept")
            .map(PathPatternRequestMatcher::pathPattern)
            .toArray(RequestMatcher[]::new));

    @Bean
    @Order(1)
    SecurityFilterChain apiDocument(HttpSecurity http) throws Exception {
        return common(
                        http.securityMatcher("/api/docs/**", "/api/swagger-ui/**", "/api/openapi.json/**"),
                        ContentSecurityPolicy.API_DOCUMENT)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Its bearer token is no access token; the controller checks it. */
    @Bean
    @Order(2)
    SecurityFilterChain metrics(HttpSecurity http) throws Exception {
        return common(http.securityMatcher("/metrics"), ContentSecurityPolicy.STRICT)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** A token in an address is a secret: no site that the page leads to is told it, and no search engine keeps it. */
    @Bean
    @Order(3)
    SecurityFilterChain shareLinks(
            HttpSecurity http, SecuritySettings settings, RequestLimits limits, ProblemWriter problems)
            throws Exception {
        http.securityMatchers(
                links -> links.requestMatchers(HttpMethod.GET, "/api/v1/shared/{token}", "/share/{token}"));
        return common(http, ContentSecurityPolicy.STRICT)
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex")))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new PrivateLine(settings, problems), AuthorizationFilter.class)
                .addFilterAfter(new ShareLimitFilter(limits, problems), AuthorizationFilter.class)
                .build();
    }

    /** What vendors push: whatever credentials it carries, each feed's guard looks at them. */
    @Bean
    @Order(4)
    SecurityFilterChain pushed(HttpSecurity http, SecuritySettings settings, ProblemWriter problems) throws Exception {
        return common(http.securityMatcher("/webhooks/**"), ContentSecurityPolicy.STRICT)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new PrivateLine(settings, problems), AuthorizationFilter.class)
                .build();
    }

    /** What may come thousands of times a second; docs/performance.md says what it saves. */
    @Bean
    @Order(0)
    SecurityFilterChain oftenAsked(
            SecuritySettings settings,
            JwtDecoder decoder,
            KeyCheck keys,
            AccessFilter access,
            RequestLimits limits,
            Unauthenticated unauthenticated,
            ProblemWriter problems) {
        return new DefaultSecurityFilterChain(
                SecurityConfiguration::isOftenAsked,
                new HeaderWriterFilter(List.of(
                        new XContentTypeOptionsHeaderWriter(),
                        new CacheControlHeadersWriter(),
                        new HstsHeaderWriter(false))),
                new PrivateLine(settings, problems),
                new SenderFilter(decoder, keys, access, new RateLimitFilter(limits, OPEN, problems), unauthenticated));
    }

    /** As it is usually written; written otherwise, it comes to the chain of all others. */
    private static boolean isOftenAsked(HttpServletRequest request) {
        var path = request.getRequestURI();
        return switch (request.getMethod()) {
            case "POST" -> path.equals(RateLimitFilter.POSITIONS);
            case "GET" -> path.startsWith("/api/v1/trucks/") && path.endsWith("/location");
            default -> false;
        };
    }

    @Bean
    Unauthenticated unauthenticated(RequestLimits limits, ProblemWriter problems) {
        return new Unauthenticated(limits, problems);
    }

    @Bean
    KeyCheck keyCheck(
            KeyLookup keys,
            RequestLimits limits,
            Unauthenticated unauthenticated,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
        return new KeyCheck(keys, limits, unauthenticated, failures);
    }

    @Bean
    AccessFilter accessFilter(
            OpenSessions sessions,
            AuditedRefusals refusals,
            Unauthenticated unauthenticated,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
        return new AccessFilter(sessions, refusals, unauthenticated, failures);
    }

    /** It stands in the chains alone. */
    @Bean
    FilterRegistrationBean<AccessFilter> noAccessFilterForAll(AccessFilter access) {
        var registration = new FilterRegistrationBean<>(access);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    @Order(6)
    SecurityFilterChain everythingElse(
            HttpSecurity http,
            SecuritySettings settings,
            KeyCheck keys,
            AccessFilter access,
            RequestLimits limits,
            Unauthenticated unauthenticated,
            ProblemWriter problems)
            throws Exception {
        var denied = denied(problems);
        // Spring Security would answer /.well-known/oauth-protected-resource to everyone.
        http.securityMatcher(request -> !request.getRequestURI().startsWith("/.well-known/"));
        return common(http, ContentSecurityPolicy.STRICT)
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/api/**")
                        .authenticated()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .bearerTokenResolver(Credentials::accessToken)
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(denied))
                .exceptionHandling(
                        e -> e.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied))
                .addFilterBefore(new PrivateLine(settings, problems), AuthorizationFilter.class)
                .addFilterBefore(new ApiKeyFilter(keys), BearerTokenAuthenticationFilter.class)
                .addFilterAfter(access, AuthorizationFilter.class)
                .addFilterAfter(new RateLimitFilter(limits, OPEN, problems), AccessFilter.class)
                .build();
    }

    private static HttpSecurity common(HttpSecurity http, String policy) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable) // bearer tokens; the one cookie is SameSite=Strict
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy))
                        .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false)) // one host is ours
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(features -> features.policy(UNUSED_FEATURES))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(
                                resources -> resources.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
    }

    private static AccessDeniedHandler denied(ProblemWriter problems) {
        return (request, response, e) ->
                problems.write(response, Problem.detail(HttpStatus.FORBIDDEN, "forbidden", "You may not do this."));
    }

    /** Each filter's own timing costs more than most requests; the request as a whole is timed all the same. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }
}
