package dev.watchtower.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServerTest
class TrucksTest {
    private static final String TRUCKS = "/api/v1/trucks";

    @Autowired
    Server server;

    private Client client;

    @BeforeEach
    void organization() {
        client = server.newOrganization();
    }

    @Test
    void aTruckIsAddedWithItsNumberAlone() {
        var added = client.post(TRUCKS, Map.of("truckNumber", " 875 "));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.headers().firstValue("Location")).contains(TRUCKS + "/" + added.id());
        var truck = client.get(TRUCKS + "/" + added.id()).json();
        assertThat(truck.get("truckNumber").asString()).isEqualTo("875");
        assertThat(truck.get("serviceStatus").asString()).isEqualTo("operational");
        assertThat(truck.get("motion").isNull()).isTrue();
        assertThat(truck.get("lastFixAt").isNull()).isTrue();
    }

    @Test
    void everyFieldIsKeptAndCanBeEmptiedAgain() {
        var all = Map.of(
                "truckNumber", "876",
                "deviceIds", List.of("imei-1", "imei-2"),
                "serviceStatus", "maintenance",
                "company", "Hellas Beton",
                "fleetManager", "F. M.",
                "brand", "Mercedes Arocs",
                "trailerSize", "20 ft",
                "operatingLocation", "Koropi");
        var id = client.post(TRUCKS, all).id();
        var truck = client.get(TRUCKS + "/" + id).json();
        assertThat(truck.get("deviceIds").values().stream().map(JsonNode::asString))
                .containsExactly("imei-1", "imei-2");
        assertThat(truck.get("serviceStatus").asString()).isEqualTo("maintenance");
        assertThat(truck.get("company").asString()).isEqualTo("Hellas Beton");
        assertThat(truck.get("trailerSize").asString()).isEqualTo("20 ft");

        var emptied = client.put(TRUCKS + "/" + id, Map.of("truckNumber", "876", "deviceIds", List.of("imei-2")));
        assertThat(emptied.status()).isEqualTo(200);
        assertThat(emptied.json().get("company").isNull()).isTrue();
        assertThat(emptied.json().get("deviceIds")).hasSize(1);
        assertThat(emptied.json().get("serviceStatus").asString()).isEqualTo("operational");
    }

    @Test
    void aNumberIsUniqueInItsOrganizationOnly() {
        var id = client.addTruck("875");
        var again = client.post(TRUCKS, Map.of("truckNumber", "875"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.type()).isEqualTo("urn:watchtower:truck-number-taken");
        assertThat(again.json().get("truckId").asString()).isEqualTo(id.toString());
        assertThat(server.newOrganization()
                        .post(TRUCKS, Map.of("truckNumber", "875"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aDeviceBelongsToOneTruck() {
        client.post(TRUCKS, Map.of("truckNumber", "1", "deviceIds", List.of("d")));
        var other = client.post(TRUCKS, Map.of("truckNumber", "2", "deviceIds", List.of("c", "d")));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.type()).isEqualTo("urn:watchtower:device-id-taken");
        assertThat(other.json().get("detail").asString()).contains("d belongs to truck 1");
    }

    @Test
    void aNameMeansOneTruckWhetherNumberOrDevice() {
        client.post(TRUCKS, Map.of("truckNumber", "1", "deviceIds", List.of("d")));
        var numberOfADevice = client.post(TRUCKS, Map.of("truckNumber", "d"));
        assertThat(numberOfADevice.type()).isEqualTo("urn:watchtower:truck-number-taken");
        var deviceOfANumber = client.post(TRUCKS, Map.of("truckNumber", "2", "deviceIds", List.of("1")));
        assertThat(deviceOfANumber.type()).isEqualTo("urn:watchtower:device-id-taken");
        assertThat(client.post(TRUCKS, Map.of("truckNumber", "3", "deviceIds", List.of("3")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anArchivedTruckKeepsItsNumberAndCanBeRestored() {
        var id = client.addTruck("875");
        assertThat(client.delete(TRUCKS + "/" + id).status()).isEqualTo(204);
        assertThat(numbers("")).isEmpty();
        assertThat(numbers("?archived=true")).containsExactly("875");

        var again = client.post(TRUCKS, Map.of("truckNumber", "875"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.type()).isEqualTo("urn:watchtower:truck-number-archived");
        assertThat(again.json().get("truckId").asString()).isEqualTo(id.toString());

        assertThat(client.post(TRUCKS + "/" + id + "/restore", "").status()).isEqualTo(200);
        assertThat(numbers("")).containsExactly("875");
    }

    @Test
    void whoSavesOverAnothersChangeIsToldSo() {
        var id = client.addTruck("875");
        var first = client.put(TRUCKS + "/" + id, Map.of("truckNumber", "875", "company", "A", "version", 1));
        assertThat(first.json().get("version").asInt()).isEqualTo(2);
        var second = client.put(TRUCKS + "/" + id, Map.of("truckNumber", "875", "company", "B", "version", 1));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.type()).isEqualTo("urn:watchtower:changed-meanwhile");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() {
        IntStream.range(0, 23).forEach(i -> client.addTruck("T%02d".formatted(i)));
        for (var sort : List.of("truckNumber", "-truckNumber", "createdAt", "-company", "-updatedAt")) {
            var seen = new ArrayList<String>();
            var cursor = "";
            do {
                var page = client.get(TRUCKS + "?limit=5&sort=" + sort + "&cursor=" + cursor)
                        .json();
                page.get("items")
                        .forEach(item -> seen.add(item.get("truckNumber").asString()));
                cursor = page.get("next").asString("");
            } while (!cursor.isEmpty());
            assertThat(seen).as(sort).hasSize(23).doesNotHaveDuplicates();
            if (sort.endsWith("truckNumber")) {
                assertThat(seen)
                        .isSortedAccordingTo(
                                sort.startsWith("-") ? Comparator.reverseOrder() : Comparator.naturalOrder());
            }
        }
    }

    @Test
    void theListIsFilteredAndSearched() {
        client.post(TRUCKS, Map.of("truckNumber", "A-1", "company", "North", "deviceIds", List.of("imei77")));
        client.post(TRUCKS, Map.of("truckNumber", "B-2", "company", "South", "serviceStatus", "maintenance"));
        client.post(TRUCKS, Map.of("truckNumber", "100%", "brand", "north_star"));
        assertThat(numbers("?company=North")).containsExactly("A-1");
        assertThat(numbers("?serviceStatus=maintenance")).containsExactly("B-2");
        assertThat(numbers("?q=NORTH")).containsExactly("100%", "A-1");
        assertThat(numbers("?q=imei7")).containsExactly("A-1");
        assertThat(numbers("?q=%25")).containsExactly("100%");
        assertThat(numbers("?q=h_s")).containsExactly("100%");
        assertThat(numbers("?q=%27%20or%201%3D1%20--")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "sort=password",
                "cursor=!!",
                "cursor=YWJj",
                "serviceStatus=flying",
                "archived=perhaps"
            })
    void aWrongListRequestIsRefused(String query) {
        var answer = client.get(TRUCKS + "?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(query.split("=")[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"truckNumber\":\"\"}",
                "{\"truckNumber\":\"   \"}",
                "{\"truckNumber\":null}",
                "{\"truckNumber\":{\"a\":1}}",
                "{\"truckNumber\":\"a\\u0000b\"}",
                "{\"truckNumber\":\"a\\ud800b\"}",
                "{\"truckNumber\":\"0123456789012345678901234567890123456789012345678901234567890123456789\"}",
                "{\"truckNumber\":\"1\",\"serviceStatus\":\"flying\"}",
                "{\"truckNumber\":\"1\",\"deviceIds\":[\"\"]}",
                "{\"truckNumber\":\"1\",\"deviceIds\":\"x\"}",
                "{\"truckNumber\":\"1\",\"deviceIds\":[null]}",
                "[]",
                "\"\"",
                "nonsense",
                ""
            })
    void aBadTruckIsRefusedWithAReason(String body) {
        var answer = client.post(TRUCKS, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString()).isNotBlank();
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("dev.watchtower");
    }

    @Test
    void unknownAndOthersTrucksAreNotFound() {
        var theirs = server.newOrganization().addTruck("875");
        for (var id : List.of(theirs.toString(), "01a1fd4c-5c33-7365-96dc-f8c75e89ccde")) {
            var path = TRUCKS + "/" + id;
            assertThat(List.of(
                            client.get(path).status(),
                            client.put(path, Map.of("truckNumber", "1")).status(),
                            client.delete(path).status(),
                            client.post(path + "/restore", "").status(),
                            client.get(path + "/location").status(),
                            client.get(path + "/track?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z")
                                    .status()))
                    .containsOnly(404);
        }
        assertThat(client.get(TRUCKS + "/not-an-id").status()).isEqualTo(400);
    }

    private List<String> numbers(String query) {
        return client.get(TRUCKS + query).json().get("items").values().stream()
                .map(item -> item.get("truckNumber").asString())
                .toList();
    }
}
