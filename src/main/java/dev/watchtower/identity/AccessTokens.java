package dev.watchtower.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Makes the tokens that requests come with. They name who asks, and nothing that he may do. */
@Component
class AccessTokens {
    private final JwtEncoder encoder;
    private final SigningKeys keys;
    private final Duration validity;
    private final Clock clock;

    AccessTokens(JwtEncoder encoder, SigningKeys keys, SecuritySettings settings, Clock clock) {
        this.encoder = encoder;
        this.keys = keys;
        this.validity = settings.accessTokenValidity();
        this.clock = clock;
    }

    Duration validity() {
        return validity;
    }

    String issue(Asker asker) {
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .subject(asker.user().toString())
                .claim(Asker.ORGANIZATION_CLAIM, asker.organization().toString())
                .claim(Asker.SESSION_CLAIM, asker.session().toString())
                .issuedAt(now)
                .expiresAt(now.plus(validity))
                .build();
        var header = JwsHeader.with(keys.algorithm()).keyId(keys.name()).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
