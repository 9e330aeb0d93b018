package dev.watchtower.tracking;

import java.util.List;

/**
 * What became of the items that a sender sent.
 *
 * @param accepted stored now
 * @param duplicates stored before, or earlier in the same request
 */
public record IntakeAnswer(int accepted, int duplicates, List<Refusal> rejected) {
    /** @param index of the item in what was sent, from 0 */
    public record Refusal(int index, String reason) {}
}
