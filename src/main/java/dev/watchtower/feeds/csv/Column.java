package dev.watchtower.feeds.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a file can mean, and the headings by which it is guessed; earlier headings go first. */
enum Column {
    TRUCK(
            "truck",
            true,
            "truck",
            "truckNumber",
            "vehicle",
            "truckNo",
            "truckId",
            "vehicleNumber",
            "vehicleNo",
            "vehicleId",
            "vehicleName",
            "unit",
            "unitNumber",
            "unitId",
            "asset",
            "assetId",
            "device",
            "deviceId",
            "imei",
            "plate",
            "licensePlate",
            "licencePlate",
            "registration",
            "registrationNumber",
            "fleetNumber",
            "Fahrzeug",
            "Kennzeichen"),
    RECORDED_AT(
            "recordedAt",
            true,
            "recordedAt",
            "timestamp",
            "time",
            "dateTime",
            "gpsTime",
            "fixTime",
            "deviceTime",
            "positionTime",
            "eventTime",
            "locatedAt",
            "utc",
            "utcTime",
            "date",
            "Zeit",
            "Zeitpunkt",
            "Zeitstempel"),
    LATITUDE("latitude", true, "latitude", "lat", "gpsLatitude", "gpsLat", "y", "Breite", "Breitengrad"),
    LONGITUDE(
            "longitude",
            true,
            "longitude",
            "lon",
            "lng",
            "long",
            "gpsLongitude",
            "gpsLon",
            "gpsLng",
            "x",
            "Länge",
            "Längengrad"),
    SPEED_KPH(
            "speedKph",
            false,
            "speedKph",
            "speedKmh",
            "speedKmph",
            "speed",
            "kph",
            "kmh",
            "gpsSpeed",
            "velocity",
            "Geschwindigkeit",
            "Tempo"),
    HEADING_DEGREES(
            "headingDegrees", false, "headingDegrees", "heading", "course", "bearing", "direction", "azimuth", "angle"),
    IGNITION("ignition", false, "ignition", "ignitionOn", "engine", "engineOn", "acc"),
    ODOMETER_KM("odometerKm", false, "odometerKm", "odometer", "mileageKm"),
    ACCURACY_METERS("accuracyMeters", false, "accuracyMeters", "accuracy");

    private final String field;
    private final boolean required;
    private final List<String> headings;

    Column(String field, boolean required, String... headings) {
        this.field = field;
        this.required = required;
        this.headings = Arrays.stream(headings).map(Column::plain).toList();
    }

    /** The name of the field in our API. */
    String field() {
        return field;
    }

    boolean required() {
        return required;
    }

    static Optional<Column> ofField(String field) {
        return Arrays.stream(values())
                .filter(column -> column.field.equals(field))
                .findFirst();
    }

    /** Where in the header this column is, by its heading. */
    Optional<Integer> guess(List<String> header) {
        var plain = header.stream().map(Column::plain).toList();
        return headings.stream().map(plain::indexOf).filter(index -> index >= 0).findFirst();
    }

    /** {@code Truck No.} and {@code truck_no} are the same heading. */
    static String plain(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
