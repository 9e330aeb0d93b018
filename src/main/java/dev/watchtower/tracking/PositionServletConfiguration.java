package dev.watchtower.tracking;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PositionServletConfiguration {
    @Bean
    ServletRegistrationBean<PositionServlet> positionsPastTheDispatcher(PositionServlet servlet) {
        var registration = new ServletRegistrationBean<>(servlet, PositionController.PATH);
        registration.setLoadOnStartup(1);
        return registration;
    }
}
