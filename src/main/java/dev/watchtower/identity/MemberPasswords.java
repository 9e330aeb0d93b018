package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Links by which members who forgot their passwords set new ones, to be handed over by who administers the members. */
@Service
class MemberPasswords {
    private static final Duration VALIDITY = Duration.ofHours(24);

    private final Users users;
    private final PasswordChange passwords;
    private final Audit audit;

    MemberPasswords(Users users, PasswordChange passwords, Audit audit) {
        this.users = users;
        this.passwords = passwords;
        this.audit = audit;
    }

    /**
     * Makes a link for another member. Whoever has it becomes that member, so it is made only for one who may do no more
     * than the asker, and nothing anywhere else.
     *
     * @throws Problem 403 where the member may do more, 404, 409 for the asker himself and for who belongs to other
     *     organizations
     */
    @Transactional
    public PasswordChange.Link addLink(UUID member) {
        Access.require(Permission.MEMBERS_WRITE);
        var asker = Access.person();
        var role = users.role(member).orElseThrow(() -> Problem.notFound("member"));
        if (member.equals(asker.user())) {
            throw Problem.of(HttpStatus.CONFLICT, "own-password", "Change your own password by the one that you have.");
        }
        var may = Access.current().permissions();
        if (!may.containsAll(role.permissions())
                || users.isPlatformAdministrator(member) && !may.containsAll(Permission.OF_PLATFORM)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "forbidden", "This member may do things that you may not.");
        }
        if (users.organizations(member).size() > 1) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "belongs-elsewhere",
                    "This member belongs to other organizations, too: only a mail can bring the link.");
        }
        var link = passwords.addLink(member, VALIDITY);
        audit.record("member.password-link", "user", member, null, null);
        return link;
    }
}
