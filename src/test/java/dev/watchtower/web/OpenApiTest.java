package dev.watchtower.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServerTest
class OpenApiTest {
    @Autowired
    Server server;

    @Test
    void thePagesTypesAreThoseOfTheServer() throws Exception {
        Files.writeString(
                Path.of("target/openapi.json"),
                server.anonymous().get("/api/openapi.json").text());
        var generator = new ProcessBuilder(
                        "node",
                        "node_modules/openapi-typescript/bin/cli.js",
                        "../target/openapi.json",
                        "-o",
                        "../target/schema.d.ts")
                .directory(new File("web"))
                .redirectErrorStream(true)
                .redirectOutput(new File("target/openapi-typescript.log"))
                .start();
        assertThat(generator.waitFor()).as("see target/openapi-typescript.log").isZero();
        assertThat(Path.of("web/src/api/schema.d.ts"))
                .as(
                        "web/src/api/schema.d.ts is not what the server says: run `npm run api` in web/, then mend the page")
                .hasSameTextualContentAs(Path.of("target/schema.d.ts"));
    }

    @Test
    void anAnswersFieldsAreAllSaidToBeThereAndNullWhereTheyMayBe() {
        var schemas = server.anonymous().get("/api/openapi.json").json().at("/components/schemas");
        var truck = schemas.get("TruckBody");
        assertThat(truck.get("required").values().stream().map(JsonNode::asString))
                .contains("id", "company", "motion", "lastFixAt");
        assertThat(truck.at("/properties/company/type").toString()).contains("null", "string");
        assertThat(truck.at("/properties/truckNumber/type").toString()).doesNotContain("null");
        assertThat(schemas.at("/TruckRequest/required").values().stream().map(JsonNode::asString))
                .containsExactly("truckNumber");
        assertThat(schemas.at("/Track/properties/geometry").toString()).contains("null");
    }
}
