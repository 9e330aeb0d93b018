package dev.watchtower.identity.members;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.MemberChanged;
import dev.watchtower.identity.Permission;
import dev.watchtower.identity.Role;
import dev.watchtower.identity.SessionEnded;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The members of the organization on whose behalf the thread works. Nobody gives or takes a role that lets do more than
 * his own does, and one owner always stays.
 */
@Service
class Members {
    private final MemberRepository repository;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Members(MemberRepository repository, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public ListPage<Member> page(ListQuery query) {
        Access.require(Permission.MEMBERS_READ);
        return repository.page(query);
    }

    /**
     * Gives the member another role.
     *
     * @throws Problem 403 where one of the two roles is beyond the asker's own, 404 where there is no such member, 409
     *     for the last owner
     */
    @Transactional
    public Member changeRole(UUID id, Role role) {
        Access.require(Permission.MEMBERS_WRITE);
        requireCovered(role);
        change(manageable(id), () -> repository.changeRole(id, role));
        return existing(id);
    }

    /**
     * Lets the member do nothing any more; his sessions here end at once.
     *
     * @throws Problem 403 where his role is beyond the asker's own, 404 where there is no such member, 409 for the last
     *     owner
     */
    @Transactional
    public void deactivate(UUID id) {
        Access.require(Permission.MEMBERS_WRITE);
        var member = manageable(id);
        if (member.active()) {
            change(member, () -> repository.deactivate(id, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        }
        end(member);
    }

    /** @throws Problem 403 where his role is beyond the asker's own, 404 where there is no such member */
    @Transactional
    public Member reactivate(UUID id) {
        Access.require(Permission.MEMBERS_WRITE);
        change(manageable(id), () -> repository.deactivate(id, null));
        return existing(id);
    }

    /** Ends all his sessions here. */
    @Transactional
    public void endSessions(UUID id) {
        Access.require(Permission.MEMBERS_WRITE);
        end(manageable(id));
    }

    /** @throws Problem 403 where the role lets do more than whoever acts may */
    static void requireCovered(Role role) {
        if (!Access.current().permissions().containsAll(role.permissions())) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "role-beyond-yours",
                    "The role " + role.word() + " lets do more than yours does. Ask an owner.");
        }
    }

    private Member manageable(UUID id) {
        var member = existing(id);
        requireCovered(member.role());
        return member;
    }

    private Member existing(UUID id) {
        return repository.lock(id).orElseThrow(() -> Problem.notFound("member"));
    }

    private void change(Member member, Runnable change) {
        try {
            change.run();
        } catch (DataIntegrityViolationException e) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "last-owner",
                    member.name() + " is the last owner of this organization. Make someone else one first.");
        }
        events.publishEvent(new MemberChanged(Tenancy.organization(), member.id()));
    }

    private void end(Member member) {
        repository
                .endSessions(member.id(), clock.instant())
                .forEach(session -> events.publishEvent(new SessionEnded(Tenancy.organization(), session)));
    }
}
