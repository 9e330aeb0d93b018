import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Requests that are due at their times, however long those before them take. */
class OpenLoop {
    /** Counted from 0; is told the time of {@code System.nanoTime()} at which it was due, as what it waited counts. */
    @FunctionalInterface
    interface Request {
        void send(int number, long dueAt) throws Exception;
    }

    /** Has one sent at each beat, waits for the last, and fails if any failed. */
    static void run(Duration beat, Duration span, Request request) throws Exception {
        var begin = System.nanoTime();
        var sent = new ArrayList<Future<?>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < span.dividedBy(beat); i++) {
                var number = i;
                var dueAt = begin + i * beat.toNanos();
                for (var wait = dueAt - System.nanoTime(); wait > 0; wait = dueAt - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                sent.add(clients.submit(() -> {
                    request.send(number, dueAt);
                    return null;
                }));
            }
        }
        for (var one : sent) {
            one.get();
        }
    }
}
