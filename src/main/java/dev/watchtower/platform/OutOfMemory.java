package dev.watchtower.platform;

/**
 * Ends the process when memory has run out. A thread that died of it would leave the program half alive, answering but no
 * longer following; what was answered is stored, so whoever starts the program again loses nothing.
 */
public final class OutOfMemory {
    /** As Java's own {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_STATUS = 3;

    private OutOfMemory() {}

    /** From now on the process ends, too, when any thread dies of it. */
    public static void endsTheProcess() {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            endIf(e);
            if (before != null) {
                before.uncaughtException(thread, e);
            } else {
                e.printStackTrace();
            }
        });
    }

    /** To be asked by every thread that catches errors in order to go on. */
    public static void endIf(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            try {
                System.err.println(
                        "out_of_memory cause=" + e.getMessage() + " the process ends: give it more memory (-Xmx)");
            } finally {
                Runtime.getRuntime().halt(EXIT_STATUS);
            }
        }
    }
}
