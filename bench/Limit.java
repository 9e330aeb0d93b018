import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What PostgreSQL itself can take in: one connection that copies rows in their binary form into the same partitioned,
 * indexed table, and many that insert one row a commit, as others do.
 */
final class Limit {
    private static final String COLUMNS = "truck_id, recorded_at, organization_id, received_at, latitude, longitude,"
            + " speed_kph, heading_degrees, ignition, odometer_km, accuracy_meters, source, late_stamp";
    private static final long EPOCH_2000_MICROS = 946_684_800_000_000L;
    private static final int ROWS = 1_000_000;
    private static final int INSERTERS = 16;
    private static final double INSERT_SECONDS = 8;

    private Limit() {}

    /** Rows a second, in commits of so many rows; the median of three. The rows are deleted again. */
    static double copy(Program program, int rowsACommit, int trucks, long fromMillis) throws Exception {
        var rates = new ArrayList<Double>();
        try (var database = program.database()) {
            for (int round = 0; round < Figures.ROUNDS; round++) {
                var ids = ids(trucks);
                var organization = organization(database);
                var commits = new ArrayList<byte[]>();
                for (int first = 0; first < ROWS; first += rowsACommit) {
                    commits.add(rows(ids, organization, first, rowsACommit, fromMillis, 30_000));
                }
                var begin = System.nanoTime();
                for (var commit : commits) {
                    copy(database, commit);
                }
                rates.add(commits.size() * (double) rowsACommit / Figures.secondsSince(begin));
                delete(database, ids);
            }
        }
        return Figures.median(rates);
    }

    /** Rows a second that many connections insert one by one. */
    static double insert(Program program, int trucks, long fromMillis) throws Exception {
        var ids = ids(trucks);
        var count = new AtomicLong();
        var end = System.nanoTime() + (long) (INSERT_SECONDS * 1e9);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var main = program.database()) {
            var organization = organization(main);
            var work = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < INSERTERS; i++) {
                var first = i;
                work.add(threads.submit(() -> {
                    try (var database = program.database();
                            var insert = database.prepareStatement(
                                    "insert into vehicle_positions (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                        for (long n = first; System.nanoTime() < end; n += INSERTERS) {
                            insert.setObject(1, ids.get((int) (n % ids.size())));
                            insert.setTimestamp(2, new Timestamp(fromMillis + n / ids.size() * 1_000));
                            insert.setObject(3, organization);
                            insert.setTimestamp(4, new Timestamp(fromMillis));
                            insert.setDouble(5, 47.1);
                            insert.setDouble(6, 19.2);
                            insert.setFloat(7, 51f);
                            insert.setFloat(8, 120f);
                            insert.setBoolean(9, true);
                            insert.setObject(10, null);
                            insert.setObject(11, null);
                            insert.setShort(12, (short) 1);
                            insert.setObject(13, null);
                            insert.executeUpdate();
                            count.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (var one : work) {
                one.get();
            }
            delete(main, ids);
        }
        return count.get() / INSERT_SECONDS;
    }

    /** Fills the table truck by truck within each stretch of time, as positions come in. */
    static void fill(Connection database, List<UUID> ids, long fromMillis, long apartMillis, int fixesEach, int fixesACopy)
            throws Exception {
        var organization = organization(database);
        for (int first = 0; first < fixesEach; first += fixesACopy) {
            for (int truck = 0; truck < ids.size(); truck += 10) {
                var some = ids.subList(truck, Math.min(truck + 10, ids.size()));
                copy(database, rows(some, organization, first * some.size(), fixesACopy * some.size(), fromMillis, apartMillis));
            }
        }
    }

    private static List<UUID> ids(int trucks) {
        var random = new Random(trucks);
        var high = (System.currentTimeMillis() << 16) | 0x7000;
        return java.util.stream.IntStream.range(0, trucks)
                .mapToObj(i -> new UUID(high + i % 0xfff, 0x8000000000000000L | random.nextLong() >>> 2))
                .toList();
    }

    private static UUID organization(Connection database) throws Exception {
        try (var statement = database.createStatement();
                var row = statement.executeQuery("select id from organizations limit 1")) {
            row.next();
            return row.getObject(1, UUID.class);
        }
    }

    private static byte[] rows(List<UUID> ids, UUID organization, int first, int count, long fromMillis, long apartMillis) throws IOException {
        var bytes = new ByteArrayOutputStream(count * 180);
        var out = new DataOutputStream(bytes);
        out.writeBytes("PGCOPY\n\377\r\n\0");
        out.writeInt(0);
        out.writeInt(0);
        for (int n = first; n < first + count; n++) {
            out.writeShort(13);
            uuid(out, ids.get(n % ids.size()));
            time(out, fromMillis + n / ids.size() * apartMillis);
            uuid(out, organization);
            time(out, fromMillis);
            // an hour to and fro
            float8(out, 47 + Math.abs(n / ids.size() % 240 - 120) / 300.0);
            float8(out, 19 + n % ids.size() / 1e3);
            float4(out, n % 80);
            float4(out, n % 360);
            out.writeInt(1);
            out.writeByte(1);
            out.writeInt(-1);
            out.writeInt(-1);
            out.writeInt(2);
            out.writeShort(1);
            out.writeInt(-1);
        }
        out.writeShort(-1);
        return bytes.toByteArray();
    }

    private static void uuid(DataOutputStream out, UUID id) throws IOException {
        out.writeInt(16);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void time(DataOutputStream out, long millis) throws IOException {
        out.writeInt(8);
        out.writeLong(millis * 1_000 - EPOCH_2000_MICROS);
    }

    private static void float8(DataOutputStream out, double value) throws IOException {
        out.writeInt(8);
        out.writeDouble(value);
    }

    private static void float4(DataOutputStream out, float value) throws IOException {
        out.writeInt(4);
        out.writeFloat(value);
    }

    /** By reflection, because the driver comes from the program's jar. */
    static void copy(Connection database, byte[] rows) throws Exception {
        var api = database.getClass().getMethod("getCopyAPI").invoke(database);
        api.getClass()
                .getMethod("copyIn", String.class, InputStream.class)
                .invoke(api, "copy vehicle_positions (" + COLUMNS + ") from stdin (format binary)", new ByteArrayInputStream(rows));
    }

    private static void delete(Connection database, List<UUID> ids) throws Exception {
        try (var delete = database.prepareStatement("delete from vehicle_positions where truck_id = any(?)");
                var vacuum = database.createStatement()) {
            delete.setArray(1, database.createArrayOf("uuid", ids.toArray()));
            delete.executeUpdate();
            vacuum.execute("vacuum vehicle_positions");
            vacuum.execute("checkpoint");
        }
    }
}
