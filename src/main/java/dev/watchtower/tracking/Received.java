package dev.watchtower.tracking;

/** One item of what a sender sent: a report, or the reason why it cannot be read as one. */
public sealed interface Received permits PositionReport, Received.Unreadable {
    /** @param reason a sentence for the sender */
    record Unreadable(String reason) implements Received {}
}
