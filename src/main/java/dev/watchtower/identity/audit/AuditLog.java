package dev.watchtower.identity.audit;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Audit;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.ListPage;
import dev.watchtower.platform.ListQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The audit log of the organization on whose behalf the thread works, for who may read it. */
@Service
class AuditLog {
    private static final int AT_ONCE = 1_000;

    private final AuditListing listing;
    private final Audit audit;

    AuditLog(AuditListing listing, Audit audit) {
        this.listing = listing;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public ListPage<AuditEntry> page(AuditFilter filter, ListQuery query) {
        Access.require(Permission.AUDIT_READ);
        return listing.page(filter, query);
    }

    /** Notes that it is taken out as a file, which is read by {@link #next} then. */
    @Transactional
    public void export(AuditFilter filter) {
        Access.require(Permission.AUDIT_READ);
        audit.record("audit-log.export", "audit-log", null, null, filter);
    }

    /**
     * The next of the rows, the newest first, in a transaction of its own: a slow reader holds none open.
     *
     * @param last the one before; null at the beginning
     */
    @Transactional(readOnly = true)
    public List<AuditEntry> next(@Nullable AuditEntry last, AuditFilter filter) {
        Access.require(Permission.AUDIT_READ);
        return listing.olderThan(last, filter, AT_ONCE);
    }
}
