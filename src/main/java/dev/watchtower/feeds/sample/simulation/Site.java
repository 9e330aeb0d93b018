package dev.watchtower.feeds.sample.simulation;

/** A place that trucks serve or live at, beside a crossing of the roads. */
public record Site(String name, String town, double latitude, double longitude, int crossing) {}
