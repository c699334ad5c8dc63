package org.obscura.camera.itest.support;

import static org.junit.Assert.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;

import javax.imageio.ImageIO;

/** The page in a browser: what a user does and reads there. */
public final class Page {
    private final Browser browser;

    public Page(Browser browser) {
        this.browser = browser;
    }

    public void open(String address) throws Exception {
        browser.open(address);
        browser.await("page", "document.getElementById('connection')?.textContent === 'Connected'");
    }

    /** Returns the expression of an element of the card of a camera. */
    public static String card(String camera, String selector) {
        return "document.querySelector('[data-camera=" + camera + "] " + selector + "')";
    }

    /** Returns the expression of what the card of a camera says over its live view. */
    public static String overlay(String camera) {
        return card(camera, ".screen p") + ".textContent";
    }

    public void awaitLiveView(String camera) throws Exception {
        browser.await("live view of " + camera, card(camera, ".screen canvas") + "?.width > 0");
    }

    /** Waits until so many different frames of the simulated device were shown. */
    public void awaitFrames(String camera, int count) throws Exception {
        TreeSet<Long> numbers = new TreeSet<>();
        Waiting.await(count + " frames of the live view of " + camera,
                () -> numbers.add(TestPatternReading.of(frame(camera)).frame()) && numbers.size() >= count ? numbers : null);
    }

    /** Returns the frame that the live view shows. */
    public BufferedImage frame(String camera) throws Exception {
        String png = browser.value(card(camera, ".screen canvas") + ".toDataURL('image/png').split(',')[1]");
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
    }

    public void take(String camera) throws Exception {
        browser.value(card(camera, ".shutter") + ".click()");
    }

    public void awaitGallery(int images) throws Exception {
        browser.await("gallery with " + images + " images", "document.querySelectorAll('#gallery img').length === " + images
                + " && [...document.querySelectorAll('#gallery img')].every(i => i.naturalWidth === 320)");
    }

    public void openDetails(String camera, boolean open) throws Exception {
        browser.value("document.querySelectorAll('[data-camera=" + camera + "] details').forEach(each => each.open = " + open + ")");
        if (open) {
            browser.await("slider of the brightness",
                    "document.getElementById('control-" + camera + "-image.brightness')?.disabled === false");
        }
    }

    /** What the browser reported as an error; that a view is not available is reported by the page, too. */
    public void assertNoProblem() {
        assertEquals(List.of(), browser.problems.stream().filter(problem -> !problem.contains("503")).toList());
    }
}
