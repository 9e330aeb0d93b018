package dev.watchtower.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.watchtower.identity.keys.KeyLookup;
import dev.watchtower.platform.ContentSecurityPolicy;
import dev.watchtower.platform.DataFolder;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import dev.watchtower.platform.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What answers without an access token: sign-in, health, the page's files, the API document, the truck of a link, and an
 * invitation. Nothing else.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** What browsers could give our pages, and nobody shall get through them. */
    private static final String UNUSED_FEATURES = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(),"
            + " geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(),"
            + " publickey-credentials-get=(), serial=(), usb=()";

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

    @Bean
    @Order(5)
    SecurityFilterChain everythingElse(
            HttpSecurity http,
            SecuritySettings settings,
            OpenSessions sessions,
            Audit audit,
            KeyLookup keys,
            RequestLimits limits,
            ProblemWriter problems,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures)
            throws Exception {
        var unauthenticated = new Unauthenticated(limits, problems);
        var open = new OrRequestMatcher(Stream.of(
                        "/api/v1/auth/token",
                        "/api/v1/auth/logout",
                        "/api/v1/auth/forgot-password",
                        "/api/v1/auth/reset-password")
                .map(PathPatternRequestMatcher::pathPattern)
                .toArray(RequestMatcher[]::new));
        var denied = denied(problems);
        // Spring Security would answer /.well-known/oauth-protected-resource to everyone.
        http.securityMatcher(request -> !request.getRequestURI().startsWith("/.well-known/"));
        return common(http, ContentSecurityPolicy.STRICT)
                .authorizeHttpRequests(requests -> requests.requestMatchers(open)
                        .permitAll()
                        .requestMatchers("/api/**")
                        .authenticated()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .bearerTokenResolver(ApiKeyFilter.OTHER_TOKENS)
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(denied))
                .exceptionHandling(
                        e -> e.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied))
                .addFilterBefore(new PrivateLine(settings, problems), AuthorizationFilter.class)
                .addFilterBefore(
                        new ApiKeyFilter(keys, limits, unauthenticated, failures),
                        BearerTokenAuthenticationFilter.class)
                .addFilterAfter(new AccessFilter(sessions, audit, unauthenticated, failures), AuthorizationFilter.class)
                .addFilterAfter(new AuditedRefusals(audit), AccessFilter.class)
                .addFilterAfter(new RateLimitFilter(limits, open, problems), AccessFilter.class)
                .build();
    }

    private static HttpSecurity common(HttpSecurity http, String policy) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable) // bearer tokens; the one cookie is SameSite=Strict
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy))
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

    @Bean
    SigningKeys signingKeys(SecuritySettings settings, DataFolder data) {
        var given = settings.secretKeys();
        var keys = given.isEmpty() ? List.of(data.secret("secret-key", Secrets::random)) : given;
        return new SigningKeys(keys, settings.algorithm());
    }

    @Bean
    JwtDecoder jwtDecoder(SigningKeys keys) {
        var processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.parse(keys.algorithm().getName()), keys.forTokens()));
        processor.setJWTClaimsSetVerifier((claims, context) -> {}); // the validators below look at them
        var decoder = new NimbusJwtDecoder(processor);
        var times = new JwtTimestampValidator(Duration.ZERO);
        times.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                times,
                token -> Asker.isNamedBy(token)
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))));
        return decoder;
    }

    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        return new NimbusJwtEncoder(keys.forTokens());
    }

    @Bean
    PasswordEncoder passwordEncoder(PasswordSettings settings) {
        return new BCryptPasswordEncoder(settings.bcryptCost());
    }
}
