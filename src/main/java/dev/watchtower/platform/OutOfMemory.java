package dev.watchtower.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when memory has run out. A thread that died of it would leave the program half alive, answering but no
 * longer following; what was answered is stored, so whoever starts the program again loses nothing.
 */
public final class OutOfMemory {
    /** As Java's own {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_STATUS = 3;

    private static final Logger log = LoggerFactory.getLogger(OutOfMemory.class);

    private OutOfMemory() {}

    /** From now on the process ends, too, when any thread dies of it. */
    public static void endsTheProcess() {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            endIf(e);
            log.error("thread_died name={}", thread.getName(), e);
        });
    }

    /** To be asked by every thread that catches errors in order to go on. */
    public static void endIf(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            try {
                log.error("out_of_memory cause={} the process ends: give it more memory (-Xmx)", e.getMessage());
            } finally {
                Runtime.getRuntime().halt(EXIT_STATUS);
            }
        }
    }
}
