package dev.watchtower.platform.web;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.platform.AllowedOrigins;
import dev.watchtower.platform.ContentSecurityPolicy;
import dev.watchtower.platform.ProblemWriter;
import dev.watchtower.platform.StreetMap;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    private final MapSettings map;

    WebConfiguration(MapSettings map) {
        this.map = map;
    }

    /** Files under /assets carry a hash of their content in their name, so they may be kept for good. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/*.svg", "/*.js", "/*.txt", "/*.ico", "/*.png")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.noCache());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var policy = ContentSecurityPolicy.forScripts(map.origins());
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        response.setHeader("Content-Security-Policy", policy);
                        return true;
                    }
                })
                .addPathPatterns("/assets/**");
    }

    @Bean
    StreetMap streetMap() {
        return new StreetMap(Optional.of(map.styleUrl()).filter(url -> !url.isBlank()));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Measures how long things take, whatever becomes of the clock. */
    @Bean
    Ticker ticker() {
        return Ticker.systemTicker();
    }

    @Bean
    FilterRegistrationBean<RequestIds> requestIds() {
        var registration = new FilterRegistrationBean<>(new RequestIds());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    @ConditionalOnProperty("server.ssl.bundle")
    FilterRegistrationBean<ToTls> toTls(
            @Value("${watchtower.mail.public-url}") String publicUrl,
            ObjectProvider<WebServerApplicationContext> server,
            ProblemWriter problems) {
        IntSupplier port =
                () -> Objects.requireNonNull(server.getObject().getWebServer()).getPort();
        var registration = new FilterRegistrationBean<>(new ToTls(publicUrl, port, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    AllowedOrigins allowedOrigins(CorsSettings settings) {
        return new AllowedOrigins(settings.list());
    }

    @Bean
    FilterRegistrationBean<OtherSites> otherSites(AllowedOrigins allowed, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new OtherSites(allowed, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new BodyLimit(problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return registration;
    }
}
