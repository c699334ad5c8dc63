package org.obscura.camera.itest;

import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.osgi.framework.Bundle;

/**
 * What is done with the page in a browser: live view, images, controls, a backend that is replaced and a device that is unplugged
 * meanwhile. Its methods are no tests, since Pax Exam takes a test that two classes inherit for one.
 */
public abstract class PageScenario extends PageTestBase {
    private static final String OVERLAY = card("front", ".screen p") + ".textContent";

    void takeImagesAndReplaceTheBackend() throws Exception {
        deviceAndCamera("front", "640x480");
        deviceAndCamera("side", "1280x720");
        openPage();
        awaitLiveView("front");
        awaitFrames("front", 5);

        take("front");
        awaitGallery(1);
        browser.value("document.querySelector('#gallery button').click()");
        browser.await("image in its size", "document.getElementById('viewer-image').naturalWidth === 640");
        browser.await("metadata", "document.getElementById('metadata').textContent.includes('Simulated camera')");
        browser.value("document.getElementById('close').click()");

        openDetails("front", true);
        browser.value("(() => { const s = document.getElementById('control-front-image.brightness'); s.value = 0.4;"
                + " s.dispatchEvent(new Event('input')); })()");
        double before = brightness(ImageIO.read(images().get(0).toFile()));
        FrameworkFixture.await("brighter live view", () -> brightness(frame("front")) > before + 10 ? browser : null);
        take("front");
        awaitGallery(2);
        assertTrue(brightness(ImageIO.read(images().get(1).toFile())) > before + 10);
        browser.value(
                "[...document.querySelectorAll('[data-camera=front] button')].find(b => b.textContent === 'Reset controls').click()");
        FrameworkFixture.await("darker live view", () -> brightness(frame("front")) < before + 5 ? browser : null);
        openDetails("front", false);

        Bundle backend = fixture.bundle(FrameworkFixture.SIMULATED);
        backend.stop();
        browser.await("problem", OVERLAY + ".includes('No device')");
        backend.start();
        fixture.awaitDevice("front", "simulated:front");
        browser.await("end of the problem", OVERLAY + " === ''");
        awaitFrames("front", 3);
        browser.await("view of the other camera", card("side", ".screen img") + ".naturalWidth === 640"
                + " && " + card("side", ".screen p") + ".textContent === ''");
        browser.screenshot(Path.of("target").toAbsolutePath().resolve("page.png"));
        assertNoProblem();
    }

    void unplugTheDevice() throws Exception {
        deviceAndCamera("front", "640x480");
        openPage();
        awaitLiveView("front");
        awaitFrames("front", 3);
        browser.await("device in the list", "document.getElementById('device-list').textContent.includes('simulated:front')");

        fixture.delete(FrameworkFixture.SIMULATED, "front");
        browser.await("problem in words", OVERLAY + ".startsWith('No device that the camera may use is available')");
        browser.await("status", card("front", ".head") + ".textContent.includes('no device')");
        browser.await("list without the device", "!document.getElementById('device-list').textContent.includes('simulated:front')");
        take("front"); // waits for the device

        fixture.device("front", "resolutions", "640x480");
        fixture.awaitDevice("front", "simulated:front");
        browser.await("end of the problem", OVERLAY + " === ''");
        awaitFrames("front", 3);
        awaitGallery(1);
        assertNoProblem();
    }

    private List<Path> images() throws Exception {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
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
