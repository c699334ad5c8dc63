package org.obscura.camera.web.api;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;

/** The description of the API, for tests. */
final class OpenApi {
    final JsonObject document;

    OpenApi() throws Exception {
        try (InputStream in = OpenApi.class.getResourceAsStream("/org/obscura/camera/web/page/openapi.json")) {
            document = JsonParser.object().from(in);
        }
    }

    /** One method of one path. */
    record Operation(String method, String path, JsonObject description) {
        List<JsonObject> parameters(String in) {
            List<JsonObject> found = new ArrayList<>();
            for (Object each : description.getArray("parameters", new JsonArray())) {
                if (in.equals(((JsonObject) each).getString("in"))) {
                    found.add((JsonObject) each);
                }
            }
            return found;
        }

        boolean hasBody() {
            return description.has("requestBody");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, Object> path : document.getObject("paths").entrySet()) {
            for (Map.Entry<String, Object> method : ((JsonObject) path.getValue()).entrySet()) {
                all.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), (JsonObject) method.getValue()));
            }
        }
        return all;
    }
}
