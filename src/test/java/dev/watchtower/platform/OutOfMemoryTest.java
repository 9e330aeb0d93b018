package dev.watchtower.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutOfMemoryTest {
    /** A program of which one thread takes all memory there is, while another one goes on. */
    static final class Greedy {
        public static void main(String[] arguments) {
            OutOfMemory.endsTheProcess();
            var greedy = new Thread(arguments[0].equals("caught") ? Greedy::catchAll : Greedy::takeAll);
            greedy.start();
            while (true) {
                Thread.onSpinWait();
            }
        }

        private static void catchAll() {
            try {
                takeAll();
            } catch (RuntimeException | Error e) {
                OutOfMemory.endIf(e);
            }
        }

        private static void takeAll() {
            var all = new ArrayList<byte[]>();
            while (true) {
                all.add(new byte[1 << 20]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"caught", "uncaught"})
    void theProcessEndsWithAWord(String how) throws Exception {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var process = new ProcessBuilder(
                        java, "-Xmx24m", "-cp", System.getProperty("java.class.path"), Greedy.class.getName(), how)
                .redirectErrorStream(true)
                .start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(OutOfMemory.EXIT_STATUS);
            assertThat(said).contains("out_of_memory");
        } finally {
            process.destroyForcibly();
        }
    }
}
