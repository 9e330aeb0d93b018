package dev.watchtower.identity.members;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
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
import java.util.Map;
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
    private static final String SUBJECT = "member";

    private final MemberRepository repository;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Members(MemberRepository repository, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.audit = audit;
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
        var before = manageable(id);
        change(before, () -> repository.changeRole(id, role));
        return noted("member.change-role", before);
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
            noted("member.deactivate", member);
        }
        end(member);
    }

    /** @throws Problem 403 where his role is beyond the asker's own, 404 where there is no such member */
    @Transactional
    public Member reactivate(UUID id) {
        Access.require(Permission.MEMBERS_WRITE);
        var before = manageable(id);
        change(before, () -> repository.deactivate(id, null));
        return noted("member.reactivate", before);
    }

    /** Ends all his sessions here. */
    @Transactional
    public void endSessions(UUID id) {
        Access.require(Permission.MEMBERS_WRITE);
        var member = manageable(id);
        end(member);
        audit.record("member.end-sessions", SUBJECT, id, null, Map.of("name", member.name()));
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

    /** The member as it is now. */
    private Member noted(String action, Member before) {
        var after = existing(before.id());
        audit.record(action, SUBJECT, after.id(), before, after);
        return after;
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
