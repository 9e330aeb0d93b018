package dev.watchtower.tracking;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class DirectAnswersConfiguration {
    @Bean
    ServletRegistrationBean<PositionServlet> positionsPastTheDispatcher(PositionServlet servlet) {
        var registration = new ServletRegistrationBean<>(servlet, PositionController.PATH);
        registration.setLoadOnStartup(1);
        return registration;
    }

    /** Behind all other filters. */
    @Bean
    FilterRegistrationBean<LocationFilter> locationsPastTheDispatcher(LocationFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(LocationFilter.PATHS);
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }
}
