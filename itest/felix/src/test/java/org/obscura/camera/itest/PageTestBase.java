package org.obscura.camera.itest;

import static org.junit.Assume.assumeTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.After;
import org.junit.Before;
import org.obscura.camera.Camera;
import org.obscura.camera.itest.support.Browser;
import org.obscura.camera.itest.support.Gateway;
import org.obscura.camera.itest.support.Page;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** A browser for tests of the page, and the framework as these change it. */
public abstract class PageTestBase extends FelixTestBase implements Gateway {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    Browser browser;
    Page page;

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Bundles.start("org.obscura.camera.web"));
    }

    /** Lets go of the cameras of the test before: the default camera is removed with the first configured one, unless it is used. */
    @Before
    public void releaseCameras() {
        ServiceReference<?>[] used = context.getBundle().getServicesInUse();
        for (ServiceReference<?> each : used == null ? new ServiceReference<?>[0] : used) {
            if (List.of((String[]) each.getProperty(Constants.OBJECTCLASS)).contains(Camera.class.getName())) {
                while (context.ungetService(each)) {
                    // until it is used no more
                }
            }
        }
    }

    @Before
    public void startBrowser() throws Exception {
        assumeTrue(CHROMIUM + " is not installed (Debian: chromium)", Files.isExecutable(CHROMIUM));
        browser = new Browser(CHROMIUM, temporary.newFolder("profile").toPath());
        browser.size(1200, 1000);
        page = new Page(browser);
    }

    @After
    public void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Configures a simulated device and a camera of the same name that uses it alone. */
    void deviceAndCamera(String name, String resolution) throws Exception {
        device(name, "resolutions", resolution);
        camera(name, "device.target", "(camera.device.id=simulated:" + name + ")", "directory", folder.toString());
        awaitDevice(name, "simulated:" + name);
    }

    @Override
    public void device(String name, Object... keysAndValues) throws Exception {
        fixture.device(name, keysAndValues);
    }

    @Override
    public void removeDevice(String name) throws Exception {
        fixture.delete(FrameworkFixture.SIMULATED, name);
    }

    @Override
    public void camera(String name, Object... keysAndValues) throws Exception {
        fixture.camera(name, keysAndValues);
    }

    @Override
    public void awaitDevice(String camera, String device) throws Exception {
        fixture.awaitDevice(camera, device);
    }

    @Override
    public void stopBackend() throws Exception {
        fixture.bundle(FrameworkFixture.SIMULATED).stop();
    }

    @Override
    public void startBackend() throws Exception {
        fixture.bundle(FrameworkFixture.SIMULATED).start();
    }

    @Override
    public String serve(Browser by) throws Exception {
        fixture.configure("org.obscura.camera.web", null, "port", 0);
        return FrameworkFixture.await("page", () -> {
            ServiceReference<?>[] found = context.getAllServiceReferences("org.obscura.camera.web.WebComponent", "(camera.web.url=*)");
            return found == null ? null : (String) found[0].getProperty("camera.web.url");
        });
    }

    @Override
    public Path images() {
        return folder;
    }

    @Override
    public Path screenshots() {
        return Path.of("target").toAbsolutePath();
    }

    void openPage() throws Exception {
        page.open(serve(browser));
    }
}
