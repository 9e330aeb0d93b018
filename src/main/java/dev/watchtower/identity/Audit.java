package dev.watchtower.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.watchtower.identity.AuditWriter.Act;
import dev.watchtower.identity.AuditWriter.Actor;
import dev.watchtower.platform.RateLimit;
import dev.watchtower.platform.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The audit log of the organization on whose behalf the thread works: one row for each transaction that changes
 * something, none for positions.
 */
@Service
public class Audit {
    private static final Logger log = LoggerFactory.getLogger(Audit.class);
    private static final RateLimit.Rate NOTED_REFUSALS = new RateLimit.Rate(1_000, 600);

    private final AuditWriter writer;
    private final TransactionTemplate joining;
    private final TransactionTemplate own;
    private final RateLimit<UUID> refusals;

    Audit(AuditWriter writer, PlatformTransactionManager transactions, Ticker ticker) {
        this.writer = writer;
        this.joining = new TransactionTemplate(transactions);
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.refusals = new RateLimit<>(NOTED_REFUSALS, ticker);
    }

    /**
     * Notes what the thread's actor does; written with the transaction under way, and only if that commits, or in one of
     * its own where there is none. Of several acts in one transaction the last, which is the outermost, names the row; the
     * others are listed in it.
     *
     * @param action words such as {@code truck.update}: what it is done to, then what is done
     * @param subjectKind such as {@code truck}
     * @param before what was there, as JSON tells it; null: nothing was. Fields that are named after secrets are left out.
     * @param after what is there now; null: nothing is
     */
    public void record(
            String action,
            String subjectKind,
            @Nullable Object subjectId,
            @Nullable Object before,
            @Nullable Object after) {
        note(Actor.of(Access.current()), Act.of(action, subjectKind, subjectId), before, after);
    }

    /** As {@link #record}, for what someone does in another organization than the one that he acts for. */
    void recordAs(
            Access access,
            String action,
            String subjectKind,
            @Nullable Object subjectId,
            @Nullable Object before,
            @Nullable Object after) {
        note(Actor.of(access), Act.of(action, subjectKind, subjectId), before, after);
    }

    /** As {@link #record}, for what a user does who is just proving who he is: a sign-in, a new password by link. */
    public void recordBy(
            UUID user,
            String action,
            String subjectKind,
            @Nullable Object subjectId,
            @Nullable Object before,
            @Nullable Object after) {
        note(Actor.user(user), Act.of(action, subjectKind, subjectId), before, after);
    }

    /** As {@link #record}, for what is done because a stranger asked for it. */
    void recordByStranger(String action, String subjectKind, @Nullable Object subjectId, @Nullable Object after) {
        note(Actor.STRANGER, Act.of(action, subjectKind, subjectId), null, after);
    }

    /**
     * Notes what was refused, in a transaction of its own, which stays when that of the request is rolled back. Of very
     * many in a short time some are left out: strangers shall not fill the database.
     *
     * @param reason for people, without anything secret
     */
    public void refused(String action, String subjectKind, @Nullable Object subjectId, String reason) {
        var actor = Access.bound().map(Actor::of).orElse(Actor.STRANGER);
        refused(actor, Act.of(action, subjectKind, subjectId), reason);
    }

    /** As {@link #refused}, for a user who is known by what he came with, and was let no further. */
    void refusedTo(UUID user, String action, String subjectKind, @Nullable Object subjectId, String reason) {
        refused(Actor.user(user), Act.of(action, subjectKind, subjectId), reason);
    }

    private void refused(Actor actor, Act act, String reason) {
        if (!refusals.take(Tenancy.organization()).taken()) {
            log.warn("refusal_not_in_audit_log action={} cause=too many", act.action());
            return;
        }
        try {
            own.executeWithoutResult(
                    status -> writer.write(actor, act, true, null, writer.values(Map.of("reason", reason)), List.of()));
        } catch (DataAccessException | TransactionException e) { // it is refused all the same
            log.warn("refusal_not_in_audit_log action={} cause={}", act.action(), e.toString());
        }
    }

    private void note(Actor actor, Act act, @Nullable Object before, @Nullable Object after) {
        joining.executeWithoutResult(status -> row().take(actor, act, writer.values(before), writer.values(after)));
    }

    /** Of the transaction under way. */
    private Row row() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Row.class::isInstance)
                .map(Row.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var row = new Row();
                    TransactionSynchronizationManager.registerSynchronization(row);
                    return row;
                });
    }

    private final class Row implements TransactionSynchronization {
        private final List<Act> acts = new ArrayList<>();
        private Runnable write = () -> {};

        void take(Actor actor, Act act, @Nullable String before, @Nullable String after) {
            var others = List.copyOf(acts);
            acts.add(act);
            write = () -> writer.write(actor, act, false, before, after, others);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write.run();
        }
    }
}
