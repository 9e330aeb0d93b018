package dev.watchtower.tracking.roads;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The roads that an organization's trucks have driven. */
@Service
class DrivenRoads {
    /** Some 65,000 steps at most, so that one transaction takes a few seconds at most. */
    private static final int ROWS_AT_ONCE = 64;

    private final RoadRepository repository;

    DrivenRoads(RoadRepository repository) {
        this.repository = repository;
    }

    List<UUID> organizationsWithDrivenSteps() {
        return repository.organizationsWithDrivenSteps();
    }

    /**
     * Counts the next steps of the organization into its roads. What takes them from the queue is the transaction that
     * counts them, so each is counted once, whoever counts and whatever dies.
     *
     * @return whether there were any
     */
    @Transactional
    public boolean countNext() {
        var rows = repository.takeDrivenSteps(ROWS_AT_ONCE);
        var cells = new RoadCells();
        for (var row : rows) {
            for (var packed = ByteBuffer.wrap(row); packed.hasRemaining(); ) {
                cells.count(Step.unpack(packed));
            }
        }
        repository.add(cells.inTiles());
        return !rows.isEmpty();
    }

    /** The organization's roads as a vector tile; empty where it drove none. */
    @Transactional(readOnly = true)
    public Optional<byte[]> tile(int zoom, int x, int y) {
        var cells = repository.cells(zoom, x, y);
        return cells.isEmpty() ? Optional.empty() : Optional.of(new RoadTile(cells).encoded());
    }
}
