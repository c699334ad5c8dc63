package org.obscura.camera.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

class ConfiguredCamerasTest {
    private final List<String> logged = new ArrayList<>();
    private final ConfiguredCameras cameras = new ConfiguredCameras();

    private void put(String name, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("service.pid", "org.obscura.camera~" + name);
        cameras.put("org.obscura.camera~" + name, all, logged::add);
    }

    @Test
    void aCameraHasTheNameOfItsConfiguration() {
        put("front", Map.of());
        put("x", Map.of("camera.id", "back"));
        assertEquals(Set.of("front", "back"), cameras.byId().keySet());
        assertEquals(List.of(), logged);
    }

    @Test
    void aWrongValueNeitherPreventsACameraNorRemovesIt() {
        put("front", Map.of("quality", 0));
        assertEquals(90, cameras.byId().get("front").quality());
        put("front", Map.of("quality", 50));
        put("front", Map.of("quality", "high", "format", "png"));
        assertEquals(50, cameras.byId().get("front").quality());
        assertEquals("png", cameras.byId().get("front").format());
        assertEquals(List.of("Configuration org.obscura.camera~front: quality=0 is wrong; it must be a whole number from 1 to 100",
                "Configuration org.obscura.camera~front: quality=high is wrong; it must be a whole number from 1 to 100"), logged);
    }

    @Test
    void theSecondOfTwoConfigurationsOfOneIdTakesItsTurn() {
        put("a", Map.of("camera.id", "front", "quality", 1));
        put("b", Map.of("camera.id", "front", "quality", 2));
        assertEquals(1, cameras.byId().get("front").quality());
        assertEquals(1, logged.size());
        assertTrue(logged.get(0).contains("org.obscura.camera~b is not applied") && logged.get(0).contains("'front'")
                && logged.get(0).contains("org.obscura.camera~a"), logged.get(0));
        cameras.remove("org.obscura.camera~a");
        assertEquals(2, cameras.byId().get("front").quality());
        cameras.remove("org.obscura.camera~b");
        assertEquals(Map.of(), cameras.byId());
    }
}
