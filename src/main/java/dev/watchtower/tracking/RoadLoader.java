package dev.watchtower.tracking;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.springframework.stereotype.Component;

/** Brings memory to what is kept, when this process takes the road. */
@Component
class RoadLoader {
    private final ProgressReader progress;
    private final RuleBook ruleBook;
    private final CommitClock commits;
    private final LiveFleet live;
    private final Folding folding;

    RoadLoader(ProgressReader progress, RuleBook ruleBook, CommitClock commits, LiveFleet live, Folding folding) {
        this.progress = progress;
        this.ruleBook = ruleBook;
        this.commits = commits;
        this.live = live;
        this.folding = folding;
    }

    void load() throws SQLException {
        ruleBook.read();
        var rows = new ArrayList<ProgressReader.Row>();
        progress.all(rows::add);
        var behind = progress.behind();
        commits.goOnAfter(rows.stream()
                .map(row -> row.progress().walkedLate())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH));
        live.rulesChanged(ruleBook);
        live.load(rows, behind);
        folding.load(rows, behind);
    }

    void drop() {
        folding.drop();
    }
}
