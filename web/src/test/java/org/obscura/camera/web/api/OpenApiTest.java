package org.obscura.camera.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.grack.nanojson.JsonObject;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.web.WebFixture;

/** The description of the API names what the site answers, and describes the answers. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void everyRouteOfTheApiIsDescribedAndNoOther() throws Exception {
        try (WebFixture web = new WebFixture(folder)) {
            List<String> routes = web.site.routes().stream().filter(route -> route.path().startsWith("/api/"))
                    .map(route -> route.method() + " " + route.path() + " " + route.role().name().toLowerCase(java.util.Locale.ROOT))
                    .sorted().toList();
            List<String> described = new OpenApi().operations().stream().map(operation -> operation + " "
                    + operation.description().getString("description").replaceAll("Role: (\\w+).*", "$1")).sorted().toList();
            assertEquals(routes, described);
        }
    }

    @Test
    void optionsOfACaptureAreDescribed() throws Exception {
        JsonObject options = new OpenApi().document.getObject("components").getObject("schemas").getObject("CaptureOptions");
        assertEquals(CaptureForm.FIELDS, options.getObject("properties").keySet());
    }

    @Test
    @Tag("slow")
    void answersAreAsDescribed() throws Exception {
        try (WebFixture web = new WebFixture(folder)) {
            assertEquals(201, web.send("POST", "/api/cameras/default/captures?wait", "{}").statusCode());
            assertEquals(202, web.send("POST", "/api/cameras/default/captures", "{\"count\": 2}").statusCode());
            List<String> wrong = new ArrayList<>();
            int checked = 0;
            for (OpenApi.Operation operation : new OpenApi().operations()) {
                String path = operation.path().replace("{camera}", "default").replace("{capture}", "1").replace("{series}", "1");
                boolean json = operation.description().getObject("responses").getObject("200", new JsonObject())
                        .getObject("content", new JsonObject()).has("application/json");
                if (json) {
                    String body = operation.hasBody() ? "{}" : "";
                    HttpResponse<String> response = web.send(operation.method(), path, body);
                    assertEquals(200, response.statusCode(), operation + ": " + response.body());
                    check(operation + "", pointer(operation, "200"), response.body(), wrong);
                    checked++;
                }
            }
            HttpResponse<String> configured = web.send("POST", "/api/discovery/configurations",
                    "{\"address\": \"http://10.0.0.7/onvif\"}");
            assertEquals(201, configured.statusCode(), configured.body());
            check("configuration", "/components/schemas/DiscoveredCamera", configured.body(), wrong);
            check("problem", "/components/schemas/Problem", web.get("/api/cameras/none").body(), wrong);
            assertEquals(List.of(), wrong);
            assertTrue(checked > 10, checked + " answers were checked");
        }
    }

    private static String pointer(OpenApi.Operation operation, String status) {
        return "/paths/" + operation.path().replace("~", "~0").replace("/", "~1") + "/"
                + operation.method().toLowerCase(java.util.Locale.ROOT)
                + "/responses/" + status + "/content/application~1json/schema";
    }

    private static void check(String what, String pointer, String body, List<String> wrong) throws Exception {
        JsonNode document = JSON.readTree(OpenApiTest.class.getResource("/org/obscura/camera/web/page/openapi.json"));
        JsonNode found = document.at(pointer);
        assertTrue(found.isObject(), pointer);
        ObjectNode schema = ((ObjectNode) found).deepCopy();
        schema.set("components", document.get("components")); // where its references point to
        Set<ValidationMessage> messages = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema)
                .validate(JSON.readTree(body));
        messages.forEach(message -> wrong.add(what + ": " + message + " in " + body));
    }
}
