package dev.watchtower.fleet;

/**
 * A truck of the sample fleet that is to be made.
 *
 * @param truckNumber as wished; where it is another truck's name, a number is added to it
 */
public record SampleTruck(String truckNumber, String company, String trailerSize, String operatingLocation) {}
