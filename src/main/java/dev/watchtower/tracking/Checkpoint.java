package dev.watchtower.tracking;

import java.util.List;
import java.util.UUID;

/**
 * A feed's step through its source. It is kept in the transaction that stores the step's positions, so that the feed goes
 * on after a crash exactly where the stored positions end.
 *
 * @param ledger opened with {@link IntakeLedger#open}
 * @param from the place where the step begins; the step fails when the ledger stands elsewhere
 * @param to the place after the step
 * @param places of the step's items in the source, for the list of refusals
 */
public record Checkpoint(UUID ledger, long from, long to, List<Long> places) {}
