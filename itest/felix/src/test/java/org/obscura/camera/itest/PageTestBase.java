package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assume.assumeTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;

import javax.imageio.ImageIO;

import org.junit.After;
import org.junit.Before;
import org.obscura.camera.Camera;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** A browser for tests of the page, and what is done and read there. */
public abstract class PageTestBase extends FelixTestBase {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    Browser browser;

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
    }

    @After
    public void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Configures a simulated device and a camera of the same name that uses it alone. */
    void deviceAndCamera(String name, String resolution) throws Exception {
        fixture.device(name, "resolutions", resolution);
        fixture.camera(name, "device.target", "(camera.device.id=simulated:" + name + ")", "directory", folder.toString());
        fixture.awaitDevice(name, "simulated:" + name);
    }

    /** Serves the page. Returns its address. */
    String serve() throws Exception {
        fixture.configure("org.obscura.camera.web", null, "port", 0);
        return FrameworkFixture.await("page", () -> {
            ServiceReference<?>[] found = context.getAllServiceReferences("org.obscura.camera.web.WebComponent", "(camera.web.url=*)");
            return found == null ? null : (String) found[0].getProperty("camera.web.url");
        });
    }

    void openPage() throws Exception {
        browser.open(serve());
        browser.await("page", "document.getElementById('connection')?.textContent === 'Connected'");
    }

    /** Returns the expression of an element of the card of a camera. */
    static String card(String camera, String selector) {
        return "document.querySelector('[data-camera=" + camera + "] " + selector + "')";
    }

    void awaitLiveView(String camera) throws Exception {
        browser.await("live view of " + camera, card(camera, ".screen img") + "?.naturalWidth > 0");
    }

    /** Waits until so many different frames of the simulated device were shown. */
    void awaitFrames(String camera, int count) throws Exception {
        TreeSet<Long> numbers = new TreeSet<>();
        FrameworkFixture.await(count + " frames of the live view of " + camera,
                () -> numbers.add(TestPatternReading.of(frame(camera)).frame()) && numbers.size() >= count ? numbers : null);
    }

    /** Returns the frame that the live view shows. */
    BufferedImage frame(String camera) throws Exception {
        String png = browser.value("(() => { const i = " + card(camera, ".screen img") + "; const c = document.createElement('canvas');"
                + " c.width = i.naturalWidth; c.height = i.naturalHeight; c.getContext('2d').drawImage(i, 0, 0);"
                + " return c.toDataURL('image/png').split(',')[1]; })()");
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
    }

    void take(String camera) throws Exception {
        browser.value(card(camera, ".shutter") + ".click()");
    }

    void awaitGallery(int images) throws Exception {
        browser.await("gallery with " + images + " images", "document.querySelectorAll('#gallery img').length === " + images
                + " && [...document.querySelectorAll('#gallery img')].every(i => i.naturalWidth === 320)");
    }

    void openDetails(String camera, boolean open) throws Exception {
        browser.value("document.querySelectorAll('[data-camera=" + camera + "] details').forEach(each => each.open = " + open + ")");
        if (open) {
            browser.await("slider of the brightness",
                    "document.getElementById('control-" + camera + "-image.brightness')?.disabled === false");
        }
    }

    /** What the browser reported as an error; that a view is not available is reported by the page, too. */
    void assertNoProblem() {
        assertEquals(List.of(), browser.problems.stream().filter(problem -> !problem.contains("503")).toList());
    }
}
