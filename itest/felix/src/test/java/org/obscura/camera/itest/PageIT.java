package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
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

import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** The page in a browser: live view, images, controls, and a backend that is replaced meanwhile. */
@ExamReactorStrategy(PerClass.class)
public class PageIT extends FelixTestBase {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String LIVE = "document.querySelector('[data-camera=front] .screen img')";
    private static final String FRAME = "(() => { const i = " + LIVE + "; const c = document.createElement('canvas');"
            + " c.width = i.naturalWidth; c.height = i.naturalHeight; c.getContext('2d').drawImage(i, 0, 0);"
            + " return c.toDataURL('image/png').split(',')[1]; })()";

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Bundles.start("org.obscura.camera.web"));
    }

    @Test
    public void pageShowsCamerasTakesImagesAndSurvivesAReplacedBackend() throws Exception {
        assumeTrue(CHROMIUM + " is not installed (Debian: chromium)", Files.isExecutable(CHROMIUM));
        fixture.device("front", "resolutions", "640x480", "service.ranking", 10);
        fixture.camera("front", "device.target", "(camera.device.id=simulated:front)", "directory", folder.toString());
        fixture.device("side", "resolutions", "1280x720");
        fixture.camera("side", "device.target", "(camera.device.id=simulated:side)", "directory", folder.toString());
        fixture.awaitDevice("front", "simulated:front");
        fixture.configure("org.obscura.camera.web", null, "port", 0);
        String url = url();
        try (Browser browser = new Browser(CHROMIUM, temporary.newFolder("profile").toPath())) {
            browser.size(1200, 1000);
            browser.open(url);
            browser.await("live view", LIVE + "?.naturalWidth > 0");
            TreeSet<Long> numbers = new TreeSet<>();
            FrameworkFixture.await("five frames of the live view",
                    () -> numbers.add(number(browser)) && numbers.size() >= 5 ? numbers : null);

            take(browser, 1);
            browser.value("document.querySelector('#gallery button').click()");
            browser.await("image in its size", "document.getElementById('viewer-image').naturalWidth === 640");
            browser.await("metadata", "document.getElementById('metadata').textContent.includes('Simulated camera')");
            browser.value("document.getElementById('close').click()");

            browser.value("document.querySelectorAll('[data-camera=front] details').forEach(each => each.open = true)");
            browser.await("slider of the brightness", "document.getElementById('control-front-image.brightness')?.disabled === false");
            browser.value("(() => { const s = document.getElementById('control-front-image.brightness'); s.value = 0.4;"
                    + " s.dispatchEvent(new Event('input')); })()");
            double before = brightness(ImageIO.read(images().get(0).toFile()));
            FrameworkFixture.await("brighter live view", () -> brightness(frame(browser)) > before + 10 ? browser : null);
            take(browser, 2);
            assertTrue(brightness(ImageIO.read(images().get(1).toFile())) > before + 10);
            browser.value(
                    "[...document.querySelectorAll('[data-camera=front] button')].find(b => b.textContent === 'Reset controls').click()");
            FrameworkFixture.await("darker live view", () -> brightness(frame(browser)) < before + 5 ? browser : null);
            browser.value("document.querySelectorAll('[data-camera=front] details').forEach(each => each.open = false)");

            Bundle backend = fixture.bundle(FrameworkFixture.SIMULATED);
            backend.stop();
            browser.await("problem", "document.querySelector('[data-camera=front] .screen p').textContent.includes('No device')");
            backend.start();
            fixture.awaitDevice("front", "simulated:front");
            browser.await("end of the problem", "document.querySelector('[data-camera=front] .screen p').textContent === ''");
            numbers.clear();
            FrameworkFixture.await("frames after the replacement",
                    () -> numbers.add(number(browser)) && numbers.size() >= 3 ? numbers : null);
            browser.await("view of the other camera", "document.querySelector('[data-camera=side] .screen img').naturalWidth === 640"
                    + " && document.querySelector('[data-camera=side] .screen p').textContent === ''");
            browser.screenshot(Path.of("target").toAbsolutePath().resolve("page.png"));
            assertEquals(List.of(), browser.problems.stream().filter(problem -> !problem.contains("503")).toList());
        }
    }

    private String url() throws Exception {
        return FrameworkFixture.await("page", () -> {
            ServiceReference<?>[] found = context.getAllServiceReferences("org.obscura.camera.web.WebComponent", "(camera.web.url=*)");
            return found == null ? null : (String) found[0].getProperty("camera.web.url");
        });
    }

    private void take(Browser browser, int expected) throws Exception {
        browser.value("document.querySelector('[data-camera=front] .shutter').click()");
        browser.await("image " + expected + " in the gallery", "document.querySelectorAll('#gallery img').length === " + expected
                + " && [...document.querySelectorAll('#gallery img')].every(i => i.naturalWidth === 320)");
    }

    private List<Path> images() throws Exception {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static BufferedImage frame(Browser browser) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(browser.value(FRAME))));
    }

    private static long number(Browser browser) throws Exception {
        return TestPatternReading.of(frame(browser)).frame();
    }

    private static double brightness(BufferedImage image) {
        long sum = 0;
        int count = 0;
        for (int y = 0; y < image.getHeight(); y += 7) {
            for (int x = 0; x < image.getWidth(); x += 7) {
                sum += image.getRGB(x, y) >> 8 & 0xff;
                count++;
            }
        }
        return (double) sum / count;
    }
}
