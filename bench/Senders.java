import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Senders with a connection each, whose requests were made before the clock starts. */
final class Senders {
    /**
     * What was answered while it was measured.
     *
     * @param millis of each answer: in a closed loop since its request was sent, in an open one since it was due
     * @param shares of a core that the driver, the program and its PostgreSQL took
     */
    record Run(double seconds, double[] millis, double[] shares) {
        double perSecond() {
            return millis.length / seconds;
        }

        double quantile(double part) {
            return millis[(int) (millis.length * part)];
        }

        String cores() {
            return "%.2f, %.2f, %.2f".formatted(shares[0], shares[1], shares[2]);
        }
    }

    private record Answer(long at, double millis) {}

    private Senders() {}

    /** Each sends its next request when the one before is answered. What is answered in the warm-up does not count. */
    static Run closedLoop(Program program, List<byte[][]> requests, double warmUpSeconds, double seconds) throws Exception {
        return run(program, requests, warmUpSeconds, seconds, 0);
    }

    /** Requests are due at their times, however long those before them take. */
    static Run openLoop(Program program, List<byte[][]> requests, double perSecond, double warmUpSeconds, double seconds)
            throws Exception {
        return run(program, requests, warmUpSeconds, seconds, perSecond);
    }

    private static Run run(Program program, List<byte[][]> requests, double warmUpSeconds, double seconds, double perSecond)
            throws Exception {
        var ready = new CountDownLatch(requests.size());
        var go = new CountDownLatch(1);
        var senders = new ArrayList<Future<List<Answer>>>();
        var begin = new long[1];
        var end = new long[1];
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < requests.size(); i++) {
                var sender = i;
                senders.add(threads.submit(() -> {
                    var mine = requests.get(sender);
                    var answers = new ArrayList<Answer>(mine.length);
                    try (var wire = new Wire(program.url())) {
                        ready.countDown();
                        go.await();
                        for (int n = 0; n < mine.length; n++) {
                            var due = perSecond == 0
                                    ? System.nanoTime()
                                    : begin[0] + (long) (((long) n * requests.size() + sender) / perSecond * 1e9);
                            if (due >= end[0]) {
                                break;
                            }
                            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                                LockSupport.parkNanos(wait);
                            }
                            wire.ask(mine[n]);
                            var now = System.nanoTime();
                            answers.add(new Answer(now, (now - due) / 1e6));
                        }
                    }
                    return answers;
                }));
            }
            ready.await();
            begin[0] = System.nanoTime();
            end[0] = begin[0] + (long) ((warmUpSeconds + seconds) * 1e9);
            go.countDown();
            LockSupport.parkNanos((long) (warmUpSeconds * 1e9));
            var meter = new CpuMeter(program);
            LockSupport.parkNanos(end[0] - System.nanoTime());
            return result(senders, begin[0] + (long) (warmUpSeconds * 1e9), end[0], meter.cores());
        }
    }

    /** Counts up to the moment when the first sender had no request left. */
    private static Run result(List<Future<List<Answer>>> senders, long from, long to, double[] shares)
            throws InterruptedException, ExecutionException {
        var all = new ArrayList<Answer>();
        var until = to;
        for (var sender : senders) {
            var answers = sender.get();
            until = Math.min(until, answers.getLast().at());
            all.addAll(answers);
        }
        var last = until;
        var millis = all.stream()
                .filter(answer -> answer.at() >= from && answer.at() <= last)
                .mapToDouble(Answer::millis)
                .toArray();
        Arrays.sort(millis);
        return new Run((last - from) / 1e9, millis, shares);
    }
}
