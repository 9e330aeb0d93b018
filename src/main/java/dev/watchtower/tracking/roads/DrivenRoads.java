package dev.watchtower.tracking.roads;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The roads that an organization's trucks have driven. */
@Service
class DrivenRoads {
    private static final int ROWS_AT_ONCE = 8;
    /** Steps that come together share cells, so many are counted in one transaction; but it is to take seconds only. */
    private static final int ENOUGH_CELLS = 150_000;

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
        var cells = new RoadCells();
        var ofSample = new RoadCells();
        List<RoadRepository.Taken> rows;
        do {
            rows = repository.takeDrivenSteps(ROWS_AT_ONCE);
            for (var row : rows) {
                for (var packed = ByteBuffer.wrap(row.steps()); packed.hasRemaining(); ) {
                    (row.sample() ? ofSample : cells).count(Step.unpack(packed));
                }
            }
        } while (rows.size() == ROWS_AT_ONCE && cells.size() + ofSample.size() < ENOUGH_CELLS);
        repository.add(cells.inTiles(), false);
        repository.add(ofSample.inTiles(), true);
        return cells.size() + ofSample.size() > 0;
    }

    /** The organization's roads as a vector tile; empty where it drove none. */
    @Transactional(readOnly = true)
    public Optional<byte[]> tile(int zoom, int x, int y) {
        Access.require(Permission.POSITIONS_READ);
        return Optional.of(RoadTile.encode(repository.cells(zoom, x, y))).filter(tile -> tile.length > 0);
    }
}
