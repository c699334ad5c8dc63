package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.NotificationListener;
import javax.management.ObjectName;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerMethod;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** What an operator sees: health checks, JMX, counters. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerMethod.class)
public class OperationIT {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    private BundleContext context;
    @Inject
    private Camera camera;
    private FrameworkFixture fixture;

    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Bundles.start("slf4j-api"), Bundles.start("slf4j-simple"),
                Bundles.start("org.apache.felix.healthcheck.api"),
                Bundles.start("org.obscura.camera.health"));
    }

    @Before
    public void setUp() throws Exception {
        fixture = new FrameworkFixture(context);
        fixture.camera("default"); // with time limits that a slow machine does not reach
    }

    private Result health() throws Exception {
        ServiceReference<HealthCheck> check = context.getServiceReferences(HealthCheck.class, "(hc.name=Camera default)").iterator().next();
        assertEquals("[camera]", Arrays.toString((String[]) check.getProperty(HealthCheck.TAGS)));
        return context.getService(check).execute();
    }

    private Result awaitHealth(Result.Status status) throws Exception {
        return FrameworkFixture.await("health " + status, () -> {
            Result result = health();
            return result.getStatus() == status ? result : null;
        });
    }

    @Test
    public void healthTellsThatTheDeviceIsGoneAndThatItIsBack() throws Exception {
        fixture.configure("org.obscura.camera.health", null, "disk.warn.mb", 0, "disk.critical.mb", 0); // however much this disk has
        awaitHealth(Result.Status.WARN); // a simulated device is in use
        fixture.bundle(FrameworkFixture.SIMULATED).stop();
        Result gone = awaitHealth(Result.Status.CRITICAL);
        assertTrue(gone.toString(), gone.toString().contains("No matching device"));
        fixture.bundle(FrameworkFixture.SIMULATED).start();
        awaitHealth(Result.Status.WARN); // a simulated device is in use
    }

    @Test
    public void countersAndJmxTellTheSame() throws Exception {
        camera.getImageCapture().submit(CaptureOptions.to(temporary.getRoot() + "/one.jpg")).getResult().toCompletableFuture().get(60,
                TimeUnit.SECONDS);
        camera.getImageCapture().submit(CaptureOptions.to(temporary.getRoot() + "/missing/two.jpg")).getResult().toCompletableFuture()
                .handle((image, failure) -> failure).get(60, TimeUnit.SECONDS);
        CameraStatistics all = camera.getStatistics();
        assertEquals(2, all.requested());
        assertEquals(1, all.saved());
        assertEquals(Map.of(CaptureError.RESOURCE, 1L), all.failed());
        assertEquals(0, all.pending());
        assertEquals(1, all.latency().count());
        assertEquals(1, all.consecutiveFailures());
        assertTrue(all.lastFailure(), all.lastFailure().contains("missing"));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.obscura.camera:type=Camera,id=\"default\"");
        awaitRegistered(server, name);
        assertEquals(1L, server.getAttribute(name, "Saved"));
        assertEquals("ACTIVE", server.getAttribute(name, "Status"));
        assertEquals("simulated:default", server.getAttribute(name, "Device"));
        fixture.bundle(FrameworkFixture.CORE).stop();
        assertTrue("a stopped core leaves nothing in JMX", server.queryNames(new ObjectName("org.obscura.camera:*"), null).isEmpty());
    }

    /** A camera appears in JMX soon after its registration. */
    private static void awaitRegistered(MBeanServer server, ObjectName name) throws Exception {
        CountDownLatch registered = new CountDownLatch(1);
        NotificationListener listener = (notification, handback) -> {
            if (name.equals(((MBeanServerNotification) notification).getMBeanName())) {
                registered.countDown();
            }
        };
        server.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener, null, null);
        try {
            assertTrue(name + " is not in JMX", server.isRegistered(name) || registered.await(60, TimeUnit.SECONDS));
        } finally {
            server.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener);
        }
    }
}
