package dev.watchtower.tracking.motion;

/** What the fold finds; times are milliseconds since 1970, coordinates 1e-7 degrees. */
public sealed interface Fact {
    /** A stop that has ended. */
    record Stop(long from, long to, int latitude, int longitude) implements Fact {}

    /** A part of a stop with the ignition on that has ended. */
    record Idling(long from, long to) implements Fact {}

    /** A silence whose ends lie apart: it is not known where the truck was meanwhile. */
    record Gap(long from, long to) implements Fact {}

    /** The truck moved from one point to the next one counted. */
    record Step(MotionFix from, MotionFix to, long centimetres) implements Fact {}

    /** The truck was seen moving at this speed. */
    record Speed(long at, float kph) implements Fact {}
}
