package dev.watchtower.identity.members;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Mail;
import dev.watchtower.identity.MailSetUp;
import dev.watchtower.identity.MailSource;
import dev.watchtower.identity.MailWanted;
import dev.watchtower.identity.Organizations;
import dev.watchtower.identity.Permission;
import dev.watchtower.identity.Role;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Secrets;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The invitations into the organization on whose behalf the thread works. */
@Service
class Invitations implements MailSource {
    static final Duration VALIDITY = Duration.ofDays(7);
    private static final Duration KEPT_AFTER_THEIR_END = Duration.ofDays(30);
    private static final int MOST_OPEN = 200;
    private static final int MOST_FOR_AN_ADDRESS = 5;
    private static final Duration IN = Duration.ofHours(1);

    /** @param path of the page that its link opens; null where the link is mailed */
    record Made(Invitation invitation, @Nullable String path) {}

    private final InvitationRepository repository;
    private final MemberRepository members;
    private final Organizations organizations;
    private final MailSetUp mail;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Invitations(
            InvitationRepository repository,
            MemberRepository members,
            Organizations organizations,
            MailSetUp mail,
            Audit audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.repository = repository;
        this.members = members;
        this.organizations = organizations;
        this.mail = mail;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Invites the person with this address, whether there is an account with it or not. An open invitation of the same
     * address ends.
     *
     * @throws Problem 403 for API keys, and where the role, or that of the invitation that would end, is beyond the asker's
     *     own, 409 where the person is a member, or too many invitations are open, 429 where the address got many lately
     */
    @Transactional
    public Made add(String address, Role role) {
        Access.require(Permission.MEMBERS_WRITE);
        var inviter = Access.person().user();
        Members.requireCovered(role);
        var email = address.strip().toLowerCase(Locale.ROOT);
        members.byEmail(email).ifPresent(Invitations::refuseMember);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        repository.removeExpiredBefore(now.minus(KEPT_AFTER_THEIR_END));
        var earlier = repository.lockFor(email).map(InvitationRepository.Open::invitation);
        requireFew(email, now);
        earlier.ifPresent(open -> end(open, now));
        if (repository.countOpen(now) >= MOST_OPEN) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "too-many-invitations",
                    MOST_OPEN + " invitations are open. Revoke one that is not needed any more.");
        }
        var invitation = new Invitation(Ids.next(), email, role, null, now, now.plus(VALIDITY), true);
        var token = mail.isReady() ? null : Secrets.random();
        try {
            repository.insert(invitation, inviter, token == null ? null : Secrets.hash(token));
        } catch (DuplicateKeyException e) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "invited-meanwhile",
                    "Someone else invited " + email + " at this very moment.");
        }
        events.publishEvent(new MailWanted(MailWanted.Kind.INVITATION, Tenancy.organization(), invitation.id()));
        audit.record("invitation.create", "invitation", invitation.id(), earlier.orElse(null), invitation);
        return new Made(invitation, token == null ? null : path(token));
    }

    /** Nobody's letter box is filled from here. */
    private void requireFew(String email, Instant now) {
        repository
                .fromLast(MOST_FOR_AN_ADDRESS, email)
                .map(made -> made.plus(IN))
                .filter(now::isBefore)
                .ifPresent(free -> {
                    throw Problem.tooMany(
                            MOST_FOR_AN_ADDRESS + " invitations of " + email
                                    + " were sent within an hour. Send another later.",
                            Duration.between(now, free).plusSeconds(1));
                });
    }

    private void end(Invitation earlier, Instant now) {
        if (earlier.expiresAt().isAfter(now)) {
            Members.requireCovered(earlier.role());
        }
        repository.revoke(earlier.id(), now);
    }

    @Transactional(readOnly = true)
    public ListPage<Invitation> page(ListQuery query) {
        Access.require(Permission.MEMBERS_READ);
        return repository.page(query);
    }

    /** @throws Problem 403 where its role is beyond the asker's own, 404 where there is no such open invitation */
    @Transactional
    public void revoke(UUID id) {
        Access.require(Permission.MEMBERS_WRITE);
        var open = repository.lock(id).orElseThrow(() -> Problem.notFound("invitation"));
        Members.requireCovered(open.invitation().role());
        repository.revoke(id, clock.instant());
        audit.record("invitation.revoke", "invitation", id, open.invitation(), null);
    }

    @Override
    public MailWanted.Kind kind() {
        return MailWanted.Kind.INVITATION;
    }

    @Override
    public Optional<Mail> compose(MailWanted wanted) {
        var token = Secrets.random();
        return Access.system(
                Objects.requireNonNull(wanted.organization()),
                () -> transaction.execute(status -> repository
                        .lock(wanted.subject())
                        .map(InvitationRepository.Open::invitation)
                        .filter(Invitation::holds)
                        .filter(invitation -> invitation.expiresAt().isAfter(clock.instant()))
                        .map(invitation -> {
                            repository.keepToken(invitation.id(), Secrets.hash(token));
                            return mail(invitation, token);
                        })));
    }

    private Mail mail(Invitation invitation, String token) {
        var organization = organizations.current().name();
        var inviter = invitation.invitedBy() == null ? "You are invited" : invitation.invitedBy() + " invites you";
        return new Mail(invitation.email(), "Join " + organization + " on Watchtower", """
                        %s to %s on Watchtower, as %s.

                        Accept here, within %s:
                        %s

                        If you do not know what this is about, leave it be: nothing happens.
                        """.formatted(
                        inviter,
                        organization,
                        invitation.role().word().replace('-', ' '),
                        left(invitation.expiresAt()),
                        mail.link(path(token))));
    }

    private String left(Instant end) {
        var hours = Math.max(1, Duration.between(clock.instant(), end).toHours());
        return hours >= 48 ? Math.round(hours / 24.0) + " days" : hours + " hours";
    }

    /** After the # it reaches no server, and so no log. */
    private static String path(String token) {
        return "/invitation#" + token;
    }

    private static void refuseMember(Member member) {
        throw member.active()
                ? Problem.of(HttpStatus.CONFLICT, "member-there", member.email() + " is a member already.")
                : Problem.of(
                        HttpStatus.CONFLICT,
                        "member-deactivated",
                        member.email() + " is a deactivated member. Reactivate that one.");
    }
}
