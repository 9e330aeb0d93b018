package dev.watchtower.tracking;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/** What is committed together; its fixes are counted through. */
record CommitGroup(List<Waiting> batches, List<Fix> fixes) {
    /** A batch whose sender waits for the answer. */
    record Waiting(PositionRecorder.Batch batch, FixRows rows, CompletableFuture<IntakeAnswer> answer) {}

    static CommitGroup of(List<Waiting> batches) {
        var first = batches.getFirst().batch().fixes();
        if (batches.size() == 1) {
            return new CommitGroup(batches, first);
        }
        var fixes = new ArrayList<Fix>();
        batches.forEach(one -> fixes.addAll(one.batch().fixes()));
        return new CommitGroup(batches, fixes);
    }

    List<FixRows> rows() {
        return batches.stream().map(Waiting::rows).toList();
    }

    Set<UUID> trucks() {
        return fixes.stream().map(Fix::truck).collect(Collectors.toSet());
    }

    Set<Fix> late(PositionWriter.Written written) {
        return Set.copyOf(those(written.late()));
    }

    /** What was stored, each truck's in the order of time. */
    List<Fix> inOrder(PositionWriter.Written written) {
        var stored = those(written.stored());
        return written.inOrder()
                ? stored
                : stored.stream().sorted(Comparator.comparing(Fix::recordedAt)).toList();
    }

    /** Tells each batch how many of its fixes were stored. */
    void forEach(BitSet stored, ObjIntConsumer<Waiting> action) {
        var index = 0;
        for (var one : batches) {
            var end = index + one.batch().fixes().size();
            action.accept(one, stored.get(index, end).cardinality());
            index = end;
        }
    }

    private List<Fix> those(BitSet which) {
        return which.cardinality() == fixes.size()
                ? fixes
                : which.stream().mapToObj(fixes::get).toList();
    }
}
