import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many web sockets that watch trucks which send once a second: how long after it was sent a position is with a watcher. */
class Watching {
    private static final int TRUCKS = 1_000;
    private static final int BATCHES_A_SECOND = 10;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration SPAN = Duration.ofSeconds(20);
    /** Of so many sockets one is read in full; the others' bytes are only counted. */
    private static final int SAMPLED = 20;
    private static final int AT_ONCE = 32;

    static void figures(Path jar, Path folder) throws Exception {
        Fleet.addTrucks(jar, folder, TRUCKS);
        try (var program = Program.start(jar, folder)) {
            var ids = Intake.ids(program);
            measure(program, ids, 500, socket -> some(ids, socket, TRUCKS), "1,000 trucks each", "p99 under 150 ms (aim 100)");
            measure(program, ids, 2_000, socket -> some(ids, socket, 50), "50 trucks each", "p99 under 160 ms");
        }
    }

    private static String some(List<String> ids, int socket, int watched) {
        return IntStream.range(0, watched)
                .mapToObj(n -> ids.get((socket * 7 + n) % ids.size()))
                .collect(Collectors.joining("\",\"", "{\"type\":\"watch\",\"binary\":true,\"trucks\":[\"", "\"]}"));
    }

    /**
     * @param ids of trucks that send once a second
     * @param wish what a socket sends, by its number
     * @param what they watch, in words
     */
    static void measure(
            Program program, List<String> ids, int sockets, IntFunction<String> wish, String what, String goal) throws Exception {
        var token = program.token();
        var sentAt = new ConcurrentHashMap<String, Long>();
        var delays = new ConcurrentLinkedQueue<Double>();
        var bytes = new AtomicLong();
        var measuring = new boolean[1];
        var open = new CountDownLatch(sockets);
        var doors = new Semaphore(AT_ONCE);
        var lines = Collections.synchronizedList(new ArrayList<Wire>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < sockets; i++) {
                var socket = i;
                threads.submit(() -> {
                    var shown = new HashMap<String, String>();
                    try (var wire = open(doors, program, token, wish.apply(socket))) {
                        lines.add(wire);
                        open.countDown();
                        for (var frame = message(wire.in()); frame != null; frame = message(wire.in())) {
                            bytes.addAndGet(frame.length);
                            if (measuring[0] && socket % SAMPLED == 0) {
                                read(frame, shown, sentAt, delays);
                            }
                        }
                    } catch (IOException ended) {
                        // the connection was closed at the end
                    } catch (RuntimeException e) {
                        e.printStackTrace();
                    }
                    return null;
                });
            }
            open.await();
            drive(program, ids, token, sentAt, WARM_UP);
            measuring[0] = true;
            bytes.set(0);
            var meter = new CpuMeter(program);
            drive(program, ids, token, sentAt, SPAN);
            var cores = meter.cores();
            measuring[0] = false;
            var all = List.copyOf(delays);
            Figures.row(
                    "%,d web sockets watch %s at 1 Hz: sent to delivered p50, p99 of %,d".formatted(sockets, what, all.size()),
                    "%.0f, %.0f ms".formatted(Figures.median(all), Figures.quantile(all, 0.99)),
                    goal);
            Figures.row(
                    "the same: to all watchers; cores taken by driver, program, PostgreSQL",
                    "%.1f MB/s; %.2f, %.2f, %.2f".formatted(bytes.get() / 1e6 / SPAN.toSeconds(), cores[0], cores[1], cores[2]),
                    "");
            for (var line : List.copyOf(lines)) {
                line.close();
            }
        }
    }

    /** A few at a time: how fast so many come in is not the question. */
    private static Wire open(Semaphore doors, Program program, String token, String wish) throws Exception {
        doors.acquire();
        try {
            return watch(program, token, wish);
        } catch (IOException e) {
            System.err.println("a watcher was not let in: " + e.getMessage());
            throw e;
        } finally {
            doors.release();
        }
    }

    private static Wire watch(Program program, String token, String wish) throws IOException {
        var wire = new Wire(program.url());
        var ticket = Program.field(wire.ask(Wire.post("/api/v1/auth/ws-ticket", token, "")), "ticket");
        wire.write(("GET /ws/trucks?ticket=" + ticket + " HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        var status = wire.readLine();
        if (!status.contains(" 101")) {
            throw new IOException(status);
        }
        while (!wire.readLine().isEmpty()) {
            // headers
        }
        wire.write(masked(wish.getBytes(StandardCharsets.US_ASCII)));
        return wire;
    }

    /** A text frame with a mask of zeros. */
    private static byte[] masked(byte[] text) {
        var frame = new byte[8 + text.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | 126);
        frame[2] = (byte) (text.length >> 8);
        frame[3] = (byte) text.length;
        System.arraycopy(text, 0, frame, 8, text.length);
        return frame;
    }

    /** A whole message, of however many fragments; null at the end. */
    private static byte[] message(InputStream in) throws IOException {
        var first = in.read();
        if (first < 0) {
            return null;
        }
        var all = payload(in);
        for (var head = first; all != null && (head & 0x80) == 0; ) {
            head = in.read();
            var more = payload(in);
            if (more == null) {
                return null;
            }
            var before = all.length;
            all = Arrays.copyOf(all, before + more.length);
            System.arraycopy(more, 0, all, before, more.length);
        }
        return all;
    }

    private static byte[] payload(InputStream in) throws IOException {
        long length = in.read();
        if (length == 126) {
            length = in.read() << 8 | in.read();
        } else if (length == 127) {
            length = 0;
            for (int i = 0; i < 8; i++) {
                length = length << 8 | in.read();
            }
        }
        return length < 0 ? null : in.readNBytes((int) length);
    }

    /** A state comes again when its motion follows: the first one counts. */
    private static void read(
            byte[] frame, Map<String, String> shown, Map<String, Long> sentAt, ConcurrentLinkedQueue<Double> delays) {
        var now = System.nanoTime();
        var text = new String(frame, StandardCharsets.US_ASCII);
        if (!text.startsWith("{\"type\":\"c")) { // changes or clusters
            return;
        }
        for (var id = text.indexOf("{\"id\":\""); id >= 0; id = text.indexOf("{\"id\":\"", id + 1)) {
            var truck = text.substring(id + 7, id + 43);
            var at = text.indexOf("\"recordedAt\":\"", id) + 14;
            var recordedAt = text.substring(at, text.indexOf('"', at));
            var sent = sentAt.get(truck + recordedAt);
            if (sent != null && !recordedAt.equals(shown.put(truck, recordedAt))) {
                delays.add((now - sent) / 1e6);
            }
        }
    }

    private static void drive(Program program, List<String> ids, String token, Map<String, Long> sentAt, Duration span)
            throws Exception {
        var batch = ids.size() / BATCHES_A_SECOND;
        var places = Intake.trucks(ids, Instant.now());
        try (var wires = new Wires(program, 4)) {
            OpenLoop.run(Duration.ofSeconds(1).dividedBy(BATCHES_A_SECOND), span, (number, dueAt) -> {
                var first = number % BATCHES_A_SECOND * batch;
                var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                var items = IntStream.range(first, first + batch)
                        .mapToObj(truck -> places.get(truck).at(now))
                        .collect(Collectors.joining(",", "[", "]"));
                var request = Wire.post("/api/v1/positions", token, items);
                for (int truck = first; truck < first + batch; truck++) {
                    sentAt.put(ids.get(truck) + now, dueAt);
                }
                wires.ask(request);
            });
        }
    }
}
