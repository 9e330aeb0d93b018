import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Connections that requests take turns at. */
final class Wires implements AutoCloseable {
    private final BlockingQueue<Wire> free;

    Wires(Program program, int count) throws IOException {
        free = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            free.add(new Wire(program.url()));
        }
    }

    String ask(byte[] request) throws IOException, InterruptedException {
        var wire = free.take();
        try {
            return wire.ask(request);
        } finally {
            free.add(wire);
        }
    }

    @Override
    public void close() throws IOException {
        for (var wire : free) {
            wire.close();
        }
    }
}
