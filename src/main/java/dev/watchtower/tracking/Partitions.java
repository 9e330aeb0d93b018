package dev.watchtower.tracking;

import dev.watchtower.platform.OwnerDatabase;
import dev.watchtower.platform.TenantPartition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The partitions of the positions, one a UTC month: made when a position needs one, dropped when all of it is too old. */
@Component
class Partitions {
    private static final Logger log = LoggerFactory.getLogger(Partitions.class);
    private static final String TABLE = "vehicle_positions";

    private final OwnerDatabase owner;

    private record Span(Instant from, Instant to) {
        static Span of(YearMonth month) {
            return new Span(begin(month), begin(month.plusMonths(1)));
        }

        boolean holds(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }

        private static Instant begin(YearMonth month) {
            return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    Partitions(OwnerDatabase owner) {
        this.owner = owner;
    }

    static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /** Makes sure that the months of these fixes have their partitions. */
    void ensure(Collection<Fix> fixes) throws SQLException {
        var months = new HashSet<YearMonth>();
        Span last = null;
        for (var fix : fixes) {
            if (last == null || !last.holds(fix.recordedAt())) {
                var month = month(fix.recordedAt());
                last = Span.of(month);
                months.add(month);
            }
        }
        if (!known.containsAll(months)) {
            make(months);
        }
    }

    private void make(Collection<YearMonth> months) throws SQLException {
        try (var connection = owner.connection()) {
            known.addAll(existing(connection));
            for (var month : months) {
                if (!known.contains(month)) {
                    make(connection, month);
                    known.add(month);
                }
            }
        }
    }

    /** Forgets which months are there: the next to ask looks. */
    void forget() {
        known.clear();
    }

    /** Drops the months that end before the given time; one that is being read just now stays until the next call. */
    void dropBefore(Instant oldest) throws SQLException {
        var first = month(oldest);
        try (var connection = owner.connection()) {
            connection.setAutoCommit(false);
            for (var month : existing(connection)) {
                if (month.isBefore(first)) {
                    drop(connection, month);
                }
            }
            forgetDayStates(connection, first);
        }
    }

    /** Nothing can be folded again from a day whose positions are dropped. */
    private static void forgetDayStates(Connection connection, YearMonth first) throws SQLException {
        try (var delete = connection.prepareStatement("delete from truck_day_states where day < ?")) {
            delete.setObject(1, first.atDay(1));
            delete.executeUpdate();
            connection.commit();
        }
    }

    /** Waits for readers for a moment only, because intake waits behind it. */
    private void drop(Connection connection, YearMonth month) throws SQLException {
        known.remove(month);
        try (var statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '2s'");
            statement.execute("drop table " + name(month));
            connection.commit();
            log.info("position_month_dropped month={}", month);
        } catch (SQLException e) {
            connection.rollback();
            log.warn("position_month_not_dropped month={} cause={}", month, e.toString());
        }
    }

    private static void make(Connection connection, YearMonth month) throws SQLException {
        var name = name(month);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtext('watchtower.partitions'))");
            if (!existing(connection).contains(month)) {
                var bounds = "for values from ('" + month.atDay(1) + " 00:00Z') to ('"
                        + month.plusMonths(1).atDay(1) + " 00:00Z')";
                TenantPartition.attach(statement, TABLE, name, bounds);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static List<YearMonth> existing(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(
                        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                                + " where i.inhparent = '" + TABLE + "'::regclass");
                var rows = query.executeQuery()) {
            var months = new ArrayList<YearMonth>();
            while (rows.next()) {
                var name = rows.getString(1);
                months.add(YearMonth.parse(name.substring(TABLE.length() + 1).replace('_', '-')));
            }
            return months;
        }
    }

    private static String name(YearMonth month) {
        return TABLE + "_" + month.toString().replace('-', '_');
    }
}
