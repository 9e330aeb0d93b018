package dev.watchtower.identity.members;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Organizations;
import dev.watchtower.identity.Passwords;
import dev.watchtower.identity.Role;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The other end of an invitation: who holds its link looks at it, and joins. */
@Service
class Joining {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** What whoever holds the link is told. */
    record Offer(
            String organization,
            String email,
            Role role,
            @Nullable String invitedBy,
            Instant expiresAt) {}

    /** @param email to sign in by */
    record Joined(UUID organizationId, String email) {}

    private final InvitationRepository repository;
    private final MemberRepository members;
    private final Organizations organizations;
    private final Passwords passwords;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Joining(
            InvitationRepository repository,
            MemberRepository members,
            Organizations organizations,
            Passwords passwords,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.repository = repository;
        this.members = members;
        this.organizations = organizations;
        this.passwords = passwords;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @throws Problem 404, always the same, where no open invitation has this token */
    Offer look(String token) {
        return inside(target(token), open -> {
            var invitation = open.invitation();
            return new Offer(
                    organizations.current().name(),
                    invitation.email(),
                    invitation.role(),
                    invitation.invitedBy(),
                    invitation.expiresAt());
        });
    }

    /**
     * Makes an account for a new person, and him a member.
     *
     * @throws Problem 404 where no open invitation has this token, 409 where there is an account with its address, 422
     *     where the password must not be used
     */
    Joined asNewPerson(String token, String name, String password) {
        var target = target(token);
        var email = inside(target, open -> open.invitation().email());
        var hash = passwords.hashNew(password, "password", List.of(name, email));
        try {
            return inside(target, open -> {
                var person = Ids.next();
                members.addPerson(person, name.strip(), open.invitation().email(), hash);
                return join(target, open, person);
            });
        } catch (DuplicateKeyException e) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "account-there",
                    "There is an account with this e-mail already. Sign in, then open the link again.");
        }
    }

    /**
     * Makes the person who has signed in a member.
     *
     * @throws Problem 404 where no open invitation has this token, 409 where it is someone else's or he is a member
     */
    Joined asKnownPerson(String token) {
        var person = Access.person().user();
        var email = transaction.execute(status -> members.email(person));
        var target = target(token);
        return inside(target, open -> {
            if (!open.invitation().email().equals(email)) {
                throw Problem.of(
                        HttpStatus.CONFLICT,
                        "invitation-for-another",
                        "This invitation is for " + open.invitation().email() + ". You are signed in as " + email
                                + ".");
            }
            return join(target, open, person);
        });
    }

    private Joined join(InvitationRepository.Target target, InvitationRepository.Open open, UUID person) {
        if (!members.join(person, open.invitation().role())) {
            throw Problem.of(HttpStatus.CONFLICT, "member-there", "You are a member of this organization already.");
        }
        repository.accepted(target.invitation(), clock.instant());
        audit.recordBy(person, "invitation.accept", "invitation", target.invitation(), null, open.invitation());
        return new Joined(target.organization(), open.invitation().email());
    }

    private InvitationRepository.Target target(String token) {
        return Optional.of(token)
                .filter(TOKEN.asMatchPredicate())
                .flatMap(known -> repository.find(Secrets.hash(known), clock.instant()))
                .orElseThrow(Joining::gone);
    }

    /** In the invitation's organization, the invitation being locked. */
    private <T> T inside(InvitationRepository.Target target, Function<InvitationRepository.Open, T> work) {
        return Tenancy.in(
                target.organization(),
                () -> transaction.execute(status -> work.apply(repository
                        .lock(target.invitation())
                        .filter(open -> open.invitation().holds())
                        .orElseThrow(Joining::gone))));
    }

    private static Problem gone() {
        return Problem.of(
                HttpStatus.NOT_FOUND,
                "invitation-not-found",
                "This invitation does not work, or not any more. Ask whoever sent it for a new one.");
    }
}
