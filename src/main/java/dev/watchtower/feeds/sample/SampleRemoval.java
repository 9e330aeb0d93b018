package dev.watchtower.feeds.sample;

import dev.watchtower.tracking.TruckEraser;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Takes the sample fleet out of the database, slice by slice. */
@Component
class SampleRemoval {
    /** Not to the end: the job is to be run again. */
    static final class Interrupted extends RuntimeException {
        Interrupted() {
            super("the program ends; the removal goes on with its next start");
        }
    }

    private final SampleFleets fleets;
    private final TruckEraser eraser;

    SampleRemoval(SampleFleets fleets, TruckEraser eraser) {
        this.fleets = fleets;
        this.eraser = eraser;
    }

    /** Erases all of it; to be called again when it throws. */
    void work(BooleanSupplier shuttingDown) {
        var fleet = fleets.find().orElse(null);
        if (fleet == null || fleet.state() != SampleFleet.State.REMOVING) {
            return;
        }
        var trucks = Set.copyOf(fleet.trucks());
        var left = eraser.begin(trucks);
        var toErase = Math.max(fleet.toErase(), left);
        var erased = toErase - left;
        fleets.keepErased(toErase, erased);
        for (var rows = eraser.eraseSome(trucks); rows > 0; rows = eraser.eraseSome(trucks)) {
            erased = Math.min(toErase, erased + rows);
            fleets.keepErased(toErase, erased);
            if (shuttingDown.getAsBoolean()) {
                throw new Interrupted();
            }
        }
        fleets.endRemoval();
    }
}
