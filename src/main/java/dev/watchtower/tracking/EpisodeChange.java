package dev.watchtower.tracking;

import dev.watchtower.platform.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What becomes of one episode when a truck's time is looked at again. */
record EpisodeChange(MotionEvent.Change change, UUID id, Episode episode) {
    /** The changes, and what is kept after them. */
    record Matching(List<EpisodeChange> changes, List<Episode.Kept> kept) {}

    private record Pair(Episode.Kept old, Episode found, long overlap) {}

    /** Matches found episodes with kept ones of their kind by overlap, the longest first; one keeps one identity. */
    static Matching match(List<Episode.Kept> kept, List<Episode> found) {
        var identities = new HashMap<Episode, Episode.Kept>();
        var taken = new HashSet<UUID>();
        for (var pair : pairs(kept, found)) {
            if (!taken.contains(pair.old().id()) && !identities.containsKey(pair.found())) {
                identities.put(pair.found(), pair.old());
                taken.add(pair.old().id());
            }
        }
        var changes = new ArrayList<EpisodeChange>();
        kept.stream()
                .filter(old -> !taken.contains(old.id()))
                .forEach(old -> changes.add(new EpisodeChange(MotionEvent.Change.WITHDRAWN, old.id(), old.episode())));
        var after = new ArrayList<Episode.Kept>(found.size());
        for (var episode : found) {
            after.add(keep(episode, identities, changes));
        }
        return new Matching(changes, after);
    }

    private static Episode.Kept keep(
            Episode episode, Map<Episode, Episode.Kept> identities, List<EpisodeChange> changes) {
        var old = identities.get(episode);
        if (old == null) {
            var fresh = new Episode.Kept(Ids.next(), episode);
            changes.add(new EpisodeChange(MotionEvent.Change.FOUND, fresh.id(), episode));
            return fresh;
        }
        if (old.episode().says(episode)) {
            return old;
        }
        changes.add(new EpisodeChange(MotionEvent.Change.CHANGED, old.id(), episode));
        return new Episode.Kept(old.id(), episode);
    }

    /** Both lists are in the order of time within each kind, so each meets only its neighbours. */
    private static List<Pair> pairs(List<Episode.Kept> kept, List<Episode> found) {
        var pairs = new ArrayList<Pair>();
        for (var kind : MotionEvent.Kind.values()) {
            var olds = kept.stream()
                    .filter(old -> old.episode().kind() == kind)
                    .sorted(Comparator.comparingLong(old -> old.episode().from()))
                    .toList();
            var news = found.stream()
                    .filter(episode -> episode.kind() == kind)
                    .sorted(Comparator.comparingLong(Episode::from))
                    .toList();
            int first = 0;
            for (var episode : news) {
                while (first < olds.size() && olds.get(first).episode().end() <= episode.from()) {
                    first++;
                }
                for (int i = first; i < olds.size() && olds.get(i).episode().from() < episode.end(); i++) {
                    var old = olds.get(i);
                    var overlap = Math.min(old.episode().end(), episode.end())
                            - Math.max(old.episode().from(), episode.from());
                    pairs.add(new Pair(old, episode, overlap));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::overlap).reversed());
        return pairs;
    }
}
