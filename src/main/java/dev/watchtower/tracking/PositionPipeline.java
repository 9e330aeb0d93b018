package dev.watchtower.tracking;

import java.util.List;
import org.springframework.stereotype.Component;

/** What is done with positions once they are stored, in order, truck by truck in the order of their commits. */
@Component
class PositionPipeline {
    private final LiveFleet live;

    PositionPipeline(LiveFleet live) {
        this.live = live;
    }

    void run(List<Fix> stored) {
        live.apply(stored);
    }

    /** It is not known whether the latest positions of these trucks are stored: what memory holds is read again. */
    void doubt(List<Fix> perhapsStored) {
        live.readAgain(perhapsStored);
    }
}
