package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.obscura.camera.core.logging.EngineLog;

class DeviceRegistryTest {
    private final EngineExecutors executors = new EngineExecutors(1, new EngineLog(name -> null));
    private final DeviceRegistry registry = new DeviceRegistry(executors);
    private final ManualDevice a = new ManualDevice("a");
    private final ManualDevice b = new ManualDevice("b");

    @AfterEach
    void close() {
        executors.close();
    }

    private String best() {
        return registry.findBest(device -> true).map(device -> device.info().id()).orElse("");
    }

    @Test
    void best_isThatOfHighestRanking_thenTheOneRegisteredFirst() {
        registry.put(b, 0, 2, b.properties());
        registry.put(a, 0, 1, a.properties());
        assertEquals("hand:a", best(), "of equal ranking the lower service id");
        registry.put(b, 5, 2, b.properties());
        assertEquals("hand:b", best(), "a changed ranking is followed");
        registry.remove(b);
        assertEquals("hand:a", best());
        registry.remove(a);
        assertEquals("", best());
    }

    @Test
    void device_hasOneOwner_whoIsAskedToReleaseIt() throws Exception {
        registry.put(a, 0, 1, a.properties());
        RegisteredDevice device = registry.findBest(each -> true).orElseThrow();
        DeviceOwner front = () -> "front";
        DeviceOwner back = () -> "back";
        assertTrue(registry.acquire(device, front));
        assertTrue(registry.acquire(device, front), "again");
        CountDownLatch changed = new CountDownLatch(1);
        registry.addListener(changed::countDown);
        assertFalse(registry.acquire(device, back));
        assertTrue(changed.await(EngineTestBase.PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertTrue(registry.isRequestedByOther(device));
        registry.release(device, back);
        assertEquals("front", registry.ownerOf(device), "only its owner releases it");
        registry.release(device, front);
        assertEquals("", registry.ownerOf(device));
        assertFalse(registry.isRequestedByOther(device));
        assertTrue(registry.acquire(device, back));
    }

    @Test
    void stuckDevice_isNotUsed() {
        registry.put(a, 0, 1, a.properties());
        RegisteredDevice device = registry.findBest(each -> true).orElseThrow();
        registry.setStuck(device, true);
        assertEquals("", best());
        assertTrue(registry.findStuck(each -> true).isPresent());
        registry.setStuck(device, false);
        assertEquals("hand:a", best());
    }

    @Test
    void version_changesWithEveryChange() {
        long before = registry.version();
        registry.put(a, 0, 1, Map.of());
        assertTrue(registry.version() > before);
        before = registry.version();
        registry.remove(a);
        assertTrue(registry.version() > before);
    }
}
