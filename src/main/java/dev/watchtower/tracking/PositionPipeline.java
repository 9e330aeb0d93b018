package dev.watchtower.tracking;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What is done with positions once they are stored, in order, truck by truck in the order of their commits: they show in
 * the live fleet at once; motion follows, is kept, and published from what is kept.
 */
@Component
class PositionPipeline {
    private final LiveFleet live;
    private final Folding folding;

    PositionPipeline(LiveFleet live, Folding folding) {
        this.live = live;
        this.folding = folding;
    }

    /**
     * @param stored each truck's in the order of time
     * @param late those for which a mark was stored, because newer ones were stored before them
     */
    void run(List<Fix> stored, Set<Fix> late) {
        live.apply(stored);
        folding.stored(stored, late);
    }

    /** It is not known whether the latest positions of these trucks are stored: what memory holds is read again. */
    void doubt(List<Fix> perhapsStored) {
        live.readAgain(perhapsStored);
        folding.doubt(perhapsStored);
    }
}
