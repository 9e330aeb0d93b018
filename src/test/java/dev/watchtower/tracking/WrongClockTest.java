package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.identity.Access;
import dev.watchtower.platform.Ids;
import dev.watchtower.testing.MovableClock;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A truck's day while our clock, or the truck's, is wrong for its middle third. In the end all is as if it had not been. */
@ServerTest
@Import(AheadOfTheClockTest.Clocks.class)
class WrongClockTest {
    private static final int BATCH = 10;

    @Autowired
    Server server;

    @Autowired
    MovableClock clock;

    @Autowired
    PositionIntake intake;

    @Autowired
    LiveFleet live;

    private final List<PositionReport> day = TruckDays.drive("875", 1, 60, new Random(7));
    private UUID truck;
    private UUID organization;

    @BeforeEach
    void aTruck() {
        truck = server.newOrganization().addTruck("875");
        organization = server.database()
                .sql("select organization_id from trucks where id = ?")
                .param(truck)
                .query(UUID.class)
                .single();
    }

    @AfterEach
    void rightAgain() {
        clock.goRight();
    }

    @Test
    void ourClockStandsStill() {
        var stopped = day.get(day.size() / 3).recordedAt();
        drive(day, (index, time) -> isWrong(index) ? stopped : time);
        assertNothingIsLost(day);
    }

    @Test
    void ourClockJumpsBackAnHour() {
        drive(day, (index, time) -> isWrong(index) ? time.minus(Duration.ofHours(1)) : time);
        assertNothingIsLost(day);
    }

    @Test
    void ourClockJumpsAheadAnHour() {
        drive(day, (index, time) -> isWrong(index) ? time.plus(Duration.ofHours(1)) : time);
        assertNothingIsLost(day);
    }

    @Test
    void theTruckIsTwentyThreeHoursAhead() {
        var sent = new ArrayList<PositionReport>();
        var right = new ArrayList<PositionReport>();
        for (int i = 0; i < day.size(); i++) {
            sent.add(isWrong(i) ? later(day.get(i)) : day.get(i));
            if (!isWrong(i)) {
                right.add(day.get(i));
            }
        }
        drive(sent, (index, time) -> day.get(index).recordedAt());
        assertThat(server.positions(truck)).isEqualTo(day.size());
        assertShown(right);

        clock.standAt(clock.instant().plus(Duration.ofHours(24)));
        assertShown(sent);
    }

    @Test
    void aTruckThatAnotherProcessAddedIsFoundThoughOurClockJumpedBack() {
        assertThat(send(day.subList(0, 1)).accepted()).isEqualTo(1); // the names are in memory from here on
        clock.move(Duration.ofHours(-1));
        server.database()
                .sql("insert into trucks (id, organization_id, truck_number, service_status, version, created_at,"
                        + " updated_at) values (?, ?, '876', 'OPERATIONAL', 1, now(), now())")
                .params(Ids.next(), organization)
                .update();
        var first = day.getFirst();
        var report = new PositionReport(
                "876", first.recordedAt(), first.latitude(), first.longitude(), null, null, null, null, null);
        await().until(() -> send(List.of(report)).accepted() == 1);
    }

    private boolean isWrong(int index) {
        return index >= day.size() / 3 && index < day.size() * 2 / 3;
    }

    @FunctionalInterface
    private interface OurClock {
        Instant at(int index, Instant recordedAt);
    }

    /** Sends the fixes as they come, by our clock; in the end it is right. */
    private void drive(List<PositionReport> reports, OurClock ours) {
        for (int from = 0; from < reports.size(); from += BATCH) {
            var to = Math.min(reports.size(), from + BATCH);
            clock.standAt(ours.at(to - 1, reports.get(to - 1).recordedAt()));
            assertThat(send(reports.subList(from, to)).accepted()).isEqualTo(to - from);
        }
        clock.standAt(day.getLast().recordedAt());
    }

    private IntakeAnswer send(List<PositionReport> reports) {
        return Access.system(organization, () -> intake.accept(Source.API, reports));
    }

    private void assertNothingIsLost(List<PositionReport> reports) {
        assertThat(server.positions(truck)).isEqualTo(reports.size());
        assertShown(reports);
    }

    /** What is kept and shown follows from these, sent in the order of their times. */
    private void assertShown(List<PositionReport> reports) {
        var newest = reports.stream()
                .map(PositionReport::recordedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        var expected = TruckMotion.of(reports);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(newest()).isEqualTo(newest);
            assertThat(TruckMotion.kept(server.database(), truck)).isEqualTo(expected);
        });
        var state =
                live.of(organization).truck(truck).flatMap(LiveTruck::liveState).orElseThrow();
        assertThat(state.lastFixAt()).isEqualTo(newest);
    }

    private Instant newest() {
        return live.of(organization)
                .truck(truck)
                .orElseThrow()
                .recent()
                .newest()
                .recordedAt();
    }

    private static PositionReport later(PositionReport report) {
        return new PositionReport(
                report.truck(),
                report.recordedAt().plus(Duration.ofHours(23)),
                report.latitude(),
                report.longitude(),
                report.speedKph(),
                report.headingDegrees(),
                report.ignition(),
                report.odometerKm(),
                report.accuracyMeters());
    }
}
