package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.Test;
import org.obscura.camera.itest.support.Accessibility;
import org.obscura.camera.itest.support.Page;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** Each view of the page has no serious and no critical fault for those who use a keyboard, a screen reader or strong contrast. */
@ExamReactorStrategy(PerClass.class)
public class PageAccessibilityIT extends PageTestBase {
    private Accessibility accessibility;

    @Test
    public void noViewHasASeriousFault() throws Exception {
        deviceAndCamera("front", "640x480");
        deviceAndCamera("side", "1280x720");
        openPage();
        accessibility = new Accessibility(browser);
        page.awaitLiveView("front");
        List<String> faults = new ArrayList<>(accessibility.faults("cameras"));

        page.take("front");
        page.awaitGallery(1);
        page.openDetails("front", true);
        faults.addAll(accessibility.faults("controls"));
        browser.value("document.querySelector('#gallery button').click()");
        browser.await("metadata", "document.getElementById('metadata').textContent.includes('Simulated camera')");
        faults.addAll(accessibility.faults("image"));
        browser.value("document.getElementById('close').click()");

        browser.value("(() => { " + Page.card("front", "input[type=number]") + ".value = 0;"
                + " [...document.querySelectorAll('[data-camera=front] button')].find(b => b.textContent === 'Start series').click();"
                + " })()");
        browser.await("message", Page.card("front", "[role=alert]") + ".textContent !== ''");
        browser.value("[...document.querySelectorAll('[data-camera=front] button')].find(b => b.textContent === 'Stop').click()");
        browser.await("stopped camera", Page.card("front", ".screen p") + ".textContent.includes('not started')");
        fixture.delete(FrameworkFixture.SIMULATED, "side");
        browser.await("camera without a device", Page.card("side", ".screen p") + ".textContent.includes('No device')");
        faults.addAll(accessibility.faults("problems"));
        assertEquals("", String.join("\n", faults));
    }

    @Test
    public void aFaultIsFound() throws Exception {
        openPage();
        accessibility = new Accessibility(browser);
        browser.value("document.querySelector('main').append(document.createElement('input'))");
        List<String> faults = accessibility.faults("fault");
        assertEquals(faults.toString(), 4, faults.size());
        assertTrue(faults.toString(), faults.get(0).startsWith("fault-light-1200: label at "));
    }
}
