package dev.watchtower.feeds.csv;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets no file in before it is known that its sender may import: a service asks only when the file is there. */
@Configuration(proxyBeanMethods = false)
class UploadDoor implements WebMvcConfigurer, HandlerInterceptor {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/imports/positions", "/api/v1/imports/preview");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (HttpMethod.POST.matches(request.getMethod())) {
            Access.require(Permission.IMPORTS_WRITE);
        }
        return true;
    }
}
