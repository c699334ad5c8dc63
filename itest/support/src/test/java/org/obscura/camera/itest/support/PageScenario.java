package org.obscura.camera.itest.support;

import static org.junit.Assert.assertTrue;
import static org.obscura.camera.itest.support.Page.card;
import static org.obscura.camera.itest.support.Page.overlay;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

/**
 * What is done with the page in a browser: live view, images, controls; meanwhile a backend is replaced, a device is unplugged, or delivers
 * nothing.
 */
public final class PageScenario {
    private final Gateway gateway;
    private final Browser browser;
    private final Page page;

    public PageScenario(Gateway gateway, Browser browser) {
        this.gateway = gateway;
        this.browser = browser;
        this.page = new Page(browser);
    }

    private void deviceAndCamera(String name, String resolution, String frameTimeout) throws Exception {
        gateway.device(name, "resolutions", resolution);
        gateway.camera(name, "device.target", "(camera.device.id=simulated:" + name + ")", "directory", gateway.images().toString(),
                "frame.timeout", frameTimeout);
        gateway.awaitDevice(name, "simulated:" + name);
    }

    /** Takes images with and without a control, and replaces the backend. */
    public void takeImagesAndReplaceTheBackend() throws Exception {
        deviceAndCamera("front", "640x480", "60s");
        deviceAndCamera("side", "1280x720", "60s");
        page.open(gateway.serve(browser));
        page.awaitLiveView("front");
        page.awaitFrames("front", 5);

        page.take("front");
        page.awaitGallery(1);
        browser.value("document.querySelector('#gallery button').click()");
        browser.await("image in its size", "document.getElementById('viewer-image').naturalWidth === 640");
        browser.await("metadata", "document.getElementById('metadata').textContent.includes('Simulated camera')");
        browser.value("document.getElementById('close').click()");

        page.openDetails("front", true);
        browser.value("(() => { const s = document.getElementById('control-front-image.brightness'); s.value = 0.4;"
                + " s.dispatchEvent(new Event('input')); })()");
        double before = brightness(ImageIO.read(images().get(0).toFile()));
        Waiting.await("brighter live view", () -> brightness(page.frame("front")) > before + 10 ? browser : null);
        page.take("front");
        page.awaitGallery(2);
        assertTrue(brightness(ImageIO.read(images().get(1).toFile())) > before + 10);
        browser.value(
                "[...document.querySelectorAll('[data-camera=front] button')].find(b => b.textContent === 'Reset controls').click()");
        Waiting.await("darker live view", () -> brightness(page.frame("front")) < before + 5 ? browser : null);
        page.openDetails("front", false);

        gateway.stopBackend();
        browser.await("problem", overlay("front") + ".includes('No device')");
        browser.screenshot(gateway.screenshots().resolve("page-no-backend.png"));
        gateway.startBackend();
        gateway.awaitDevice("front", "simulated:front");
        awaitViewAgain();
        browser.await("view of the other camera",
                card("side", ".screen canvas") + ".width === 640 && " + overlay("side") + " === ''");
        browser.screenshot(gateway.screenshots().resolve("page.png"));
        page.assertNoProblem();
    }

    /** Unplugs the device, and plugs it in again. */
    public void unplugTheDevice() throws Exception {
        deviceAndCamera("front", "640x480", "60s");
        page.open(gateway.serve(browser));
        page.awaitLiveView("front");
        page.awaitFrames("front", 3);
        browser.await("device in the list", "document.getElementById('device-list').textContent.includes('simulated:front')");

        gateway.removeDevice("front");
        browser.await("problem in words", overlay("front") + ".startsWith('No device that the camera may use is available')");
        browser.await("status", card("front", ".head") + ".textContent.includes('no device')");
        browser.await("list without the device", "!document.getElementById('device-list').textContent.includes('simulated:front')");
        browser.screenshot(gateway.screenshots().resolve("page-unplugged.png"));
        page.take("front"); // waits for the device

        gateway.device("front", "resolutions", "640x480");
        gateway.awaitDevice("front", "simulated:front");
        awaitViewAgain();
        page.awaitGallery(1);
        page.assertNoProblem();
    }

    /** Lets the device deliver no frames for a while, and then fail. */
    public void stallTheDevice() throws Exception {
        deviceAndCamera("front", "640x480", "10m");
        page.open(gateway.serve(browser));
        page.awaitLiveView("front");
        page.awaitFrames("front", 3);

        gateway.device("front", "resolutions", "640x480", "stall", true);
        browser.await("problem in words",
                overlay("front") + ".startsWith('The view stands still: No frame has come for 3 s. Check the device')");
        browser.screenshot(gateway.screenshots().resolve("page-stalled.png"));
        gateway.device("front", "resolutions", "640x480");
        awaitViewAgain();

        gateway.device("front", "resolutions", "640x480", "failure.rate", "1");
        browser.await("what the device says",
                overlay("front") + ".startsWith('The view stands still: ') && !" + overlay("front") + ".includes('No frame has come')");
        gateway.device("front", "resolutions", "640x480");
        awaitViewAgain();
        page.assertNoProblem();
    }

    private void awaitViewAgain() throws Exception {
        browser.await("end of the problem", overlay("front") + " === ''");
        page.awaitFrames("front", 3);
    }

    private List<Path> images() throws Exception {
        try (var files = Files.list(gateway.images())) {
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
