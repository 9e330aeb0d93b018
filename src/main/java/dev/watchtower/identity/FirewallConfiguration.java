package dev.watchtower.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** What of a request is refused before anything looks at it. */
@Configuration(proxyBeanMethods = false)
class FirewallConfiguration {
    /** Spring Security's own rules; those of headers and parameters without its regular expressions, which cost more. */
    @Bean
    StrictHttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> isAssigned(name, false));
        firewall.setAllowedHeaderValues(value -> isAssigned(value, true));
        firewall.setAllowedParameterNames(name -> isAssigned(name, false));
        return firewall;
    }

    private static boolean isAssigned(String text, boolean tabs) {
        for (int i = 0; i < text.length(); ) {
            var one = text.codePointAt(i);
            if (!Character.isDefined(one) || Character.isISOControl(one) && !(tabs && one == '\t')) {
                return false;
            }
            i += Character.charCount(one);
        }
        return true;
    }
}
