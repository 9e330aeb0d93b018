package dev.watchtower.platform;

/** Whether the database is the one that the program brings, or the operator's own. */
public record DatabaseOrigin(boolean embedded) {}
