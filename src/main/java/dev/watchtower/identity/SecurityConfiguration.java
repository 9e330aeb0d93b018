package dev.watchtower.identity;

import dev.watchtower.platform.ContentSecurityPolicy;
import dev.watchtower.platform.DataFolder;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.ProblemWriter;
import dev.watchtower.platform.Secrets;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
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
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What answers without an access token: sign-in, health, the page's files, the API document, and the truck of a link.
 * Nothing else.
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
    SecurityFilterChain shareLinks(HttpSecurity http, SecuritySettings settings, ProblemWriter problems)
            throws Exception {
        http.securityMatchers(
                links -> links.requestMatchers(HttpMethod.GET, "/api/v1/shared/{token}", "/share/{token}"));
        return common(http, ContentSecurityPolicy.STRICT)
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex")))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new PrivateLine(settings, problems), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain everythingElse(
            HttpSecurity http,
            SecuritySettings settings,
            OpenSessions sessions,
            ProblemWriter problems,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures)
            throws Exception {
        var unauthenticated = unauthenticated(problems);
        var denied = denied(problems);
        // Spring Security would answer /.well-known/oauth-protected-resource to everyone.
        http.securityMatcher(request -> !request.getRequestURI().startsWith("/.well-known/"));
        return common(http, ContentSecurityPolicy.STRICT)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/v1/auth/token")
                        .permitAll()
                        .requestMatchers("/api/**")
                        .authenticated()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(denied))
                .exceptionHandling(
                        e -> e.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied))
                .addFilterBefore(new PrivateLine(settings, problems), AuthorizationFilter.class)
                .addFilterAfter(new AccessFilter(sessions, problems, failures), AuthorizationFilter.class)
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

    private static AuthenticationEntryPoint unauthenticated(ProblemWriter problems) {
        return (request, response, e) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problems.write(
                    response,
                    Problem.detail(
                            HttpStatus.UNAUTHORIZED,
                            "unauthenticated",
                            "Sign in: the access token is missing or old."));
        };
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
    SecretKey tokenKey(SecuritySettings settings, DataFolder data) {
        var secret = settings.secretKey().isBlank() ? data.secret("secret-key", Secrets::random) : settings.secretKey();
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    @Bean
    JwtDecoder jwtDecoder(SecretKey key) {
        var decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(token -> Asker.isNamedBy(token)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))));
        return decoder;
    }

    @Bean
    JwtEncoder jwtEncoder(SecretKey key) {
        return NimbusJwtEncoder.withSecretKey(key).algorithm(MacAlgorithm.HS256).build();
    }

    @Bean
    PasswordEncoder passwordEncoder(PasswordSettings settings) {
        return new BCryptPasswordEncoder(settings.bcryptCost());
    }
}
