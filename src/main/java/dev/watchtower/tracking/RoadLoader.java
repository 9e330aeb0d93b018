package dev.watchtower.tracking;

import java.sql.SQLException;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings memory to what is kept, when this process takes the road. */
@Component
class RoadLoader {
    private static final Logger log = LoggerFactory.getLogger(RoadLoader.class);

    private final ProgressReader progress;
    private final RuleBook ruleBook;
    private final CommitStamps stamps;
    private final LiveFleet live;
    private final Folding folding;

    RoadLoader(ProgressReader progress, RuleBook ruleBook, CommitStamps stamps, LiveFleet live, Folding folding) {
        this.progress = progress;
        this.ruleBook = ruleBook;
        this.stamps = stamps;
        this.live = live;
        this.folding = folding;
    }

    /** @param epoch in which this process will own the road */
    void load(long epoch) throws SQLException {
        var begin = System.nanoTime();
        ruleBook.read();
        var rows = new ArrayList<ProgressReader.Row>();
        progress.all(rows::add);
        var behind = progress.behind();
        stamps.begin(epoch);
        live.rulesChanged();
        live.load(rows, behind);
        folding.load(epoch, rows, behind);
        log.info(
                "road_loaded trucks={} behind={} millis={}",
                rows.size(),
                behind.size(),
                (System.nanoTime() - begin) / 1_000_000);
    }

    /** Memory is of no use any more: the road is another process's. */
    void drop() {
        live.drop();
        folding.drop();
    }
}
