package org.obscura.camera.support.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Which backend offers a node that several find, in a real framework. */
class ClaimedNodesTest {
    private static final String NODE = "/dev/video0";

    @TempDir
    private Path cache;
    private Framework framework;
    private BundleContext context;
    private final AtomicInteger changes = new AtomicInteger();

    @BeforeEach
    void startFramework() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
        framework.start();
        context = framework.getBundleContext();
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(0);
    }

    private static <T> T service(Class<T> type, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == args[0];
                    default -> answer;
                }));
    }

    private ServiceRegistration<CameraDevice> device(String backend, Integer ranking, String... nodes) {
        Hashtable<String, Object> properties = new Hashtable<>(Map.of(CameraBackend.BACKEND, backend));
        if (ranking != null) {
            properties.put(Constants.SERVICE_RANKING, ranking);
        }
        if (nodes.length > 0) {
            properties.put(CameraDevice.DEVICE_NODES, nodes);
        }
        return context.registerService(CameraDevice.class, service(CameraDevice.class, null), properties);
    }

    private ClaimedNodes claims(int ranking) {
        return new ClaimedNodes(context, "middle", ranking, changes::incrementAndGet);
    }

    @ParameterizedTest
    @CsvSource({"other,101,true", "other,99,false", "alphabet,100,true", "other,100,false", "middle,500,false"})
    void higherRankingHasTheNodeAndOfEqualOnesTheNameThatComesFirst(String backend, int ranking, boolean claimed) {
        device(backend, ranking, "/dev/video4", NODE);
        try (ClaimedNodes claims = claims(100)) {
            assertEquals(claimed, claims.isClaimed(NODE));
            assertFalse(claims.isClaimed("/dev/video1"));
        }
    }

    @Test
    void deviceWithoutRankingHasRankingZero() {
        device("other", null, NODE);
        assertTrue(claims(-1).isClaimed(NODE));
        assertFalse(claims(1).isClaimed(NODE));
    }

    @Test
    void changesOfOtherBackendsAreReportedUntilItIsClosed() {
        ClaimedNodes claims = claims(100);
        device("middle", 100, NODE);
        device("other", 200);
        assertEquals(0, changes.get(), "its own devices, and those without nodes");
        ServiceRegistration<CameraDevice> other = device("other", 200, NODE);
        assertEquals(1, changes.get());
        other.unregister();
        assertEquals(2, changes.get());
        assertFalse(claims.isClaimed(NODE));
        claims.close();
        device("other", 200, NODE);
        assertEquals(2, changes.get());
    }

    @Test
    void changeIsReportedOnceItIsSeen() {
        List<Boolean> claimed = new ArrayList<>();
        AtomicReference<ClaimedNodes> claims = new AtomicReference<>();
        claims.set(new ClaimedNodes(context, "middle", 100, () -> claimed.add(claims.get().isClaimed(NODE))));
        ServiceRegistration<CameraDevice> other = device("other", 200, NODE);
        other.unregister();
        device("other", 200, NODE);
        assertEquals(List.of(true, false, true), claimed);
    }

    @Test
    void firstLooksOfOthersAreAwaited() throws Exception {
        AtomicReference<BackendState> state = new AtomicReference<>(BackendState.SEARCHING);
        CameraBackend searching = (CameraBackend) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {CameraBackend.class},
                (proxy, method, args) -> {
                    BackendState now = state.get();
                    state.set(BackendState.OK); // from the next question on
                    return now;
                });
        context.registerService(CameraBackend.class, searching, new Hashtable<>(Map.of(CameraBackend.BACKEND, "other")));
        claims(100).awaitFirstLooks(Duration.ofDays(1));
        assertEquals(BackendState.OK, state.get());
    }

    @Test
    void waitForFirstLooksEnds() throws Exception {
        for (String backend : new String[] {"other", "middle"}) {
            context.registerService(CameraBackend.class, service(CameraBackend.class, BackendState.SEARCHING),
                    new Hashtable<>(Map.of(CameraBackend.BACKEND, backend)));
        }
        long start = System.nanoTime();
        claims(100).awaitFirstLooks(Duration.ofMillis(50));
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(50).toNanos());
    }
}
