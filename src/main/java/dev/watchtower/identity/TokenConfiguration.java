package dev.watchtower.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.watchtower.platform.DataFolder;
import dev.watchtower.platform.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

/** How access tokens are signed and proved, and passwords hashed. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
    @Bean
    SigningKeys signingKeys(SecuritySettings settings, DataFolder data) {
        var given = settings.secretKeys();
        var keys = given.isEmpty() ? List.of(data.secret("secret-key", Secrets::random)) : given;
        return new SigningKeys(keys, settings.algorithm());
    }

    @Bean
    JwtDecoder jwtDecoder(SigningKeys keys, Clock clock) {
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
        return new KnownTokens(decoder, clock);
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
