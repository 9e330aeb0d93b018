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
    private final PasswordLinks links;
    private final Audit audit;

    MemberPasswords(Users users, PasswordLinks links, Audit audit) {
        this.users = users;
        this.links = links;
        this.audit = audit;
    }

    /**
     * Makes a link for another member.
     *
     * @throws Problem 403 where the member may do more than the asker or belongs to other organizations, too: whoever has
     *     the link becomes that member; 404; 409 for the asker himself
     */
    @Transactional
    public PasswordLinks.Link addLink(UUID member) {
        Access.require(Permission.MEMBERS_WRITE);
        var asker = Access.person().user();
        if (users.role(member).isEmpty()) {
            throw Problem.notFound("member");
        }
        if (member.equals(asker)) {
            throw Problem.of(HttpStatus.CONFLICT, "own-password", "Change your own password by the one that you have.");
        }
        if (!links.mayHandOver(Access.current().permissions(), member)) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "This member may do things that you may not, here or in other organizations: only a mail can bring the"
                            + " link.");
        }
        var link = links.add(member, asker, VALIDITY);
        audit.record("member.password-link", "user", member, null, null);
        return link;
    }
}
