package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.obscura.camera.itest.support.Page.overlay;

import org.junit.Test;
import org.obscura.camera.itest.support.Page;
import org.obscura.camera.itest.support.PageScenario;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** The page in a browser, served by the JDK's server. */
@ExamReactorStrategy(PerClass.class)
public class PageIT extends PageTestBase {
    private static final String WEB = "org.obscura.camera.web";
    private static final String REGION = "document.getElementById('control-front-region')";
    private static final String STILLS = "performance.getEntriesByType('resource').filter(each => each.name.includes('/live.jpg')).length";

    @Test
    public void pageShowsCamerasTakesImagesAndSurvivesAReplacedBackend() throws Exception {
        new PageScenario(this, browser).takeImagesAndReplaceTheBackend();
    }

    @Test
    public void pageSaysThatADeviceWasUnpluggedAndShowsItAgain() throws Exception {
        new PageScenario(this, browser).unplugTheDevice();
    }

    @Test
    public void pageSaysWhyTheViewStandsStillAndGoesOn() throws Exception {
        new PageScenario(this, browser).stallTheDevice();
    }

    private void showFront() throws Exception {
        deviceAndCamera("front", "640x480");
        openPage();
        page.awaitLiveView("front");
        page.awaitFrames("front", 3);
    }

    @Test
    public void anEmptiedFieldLeavesTheControlToTheDevice() throws Exception {
        showFront();
        page.openDetails("front", true);
        enterRegion(" 10, 20, 300, 200 ");
        browser.await("region as the gateway has it", REGION + ".value === '10,20,300,200'");
        enterRegion("");
        browser.await("region of the device", REGION + ".value === '0,0,640,480'");
        assertEquals("", browser.value(Page.card("front", "details .problem") + ".textContent"));
    }

    private void enterRegion(String text) throws Exception {
        browser.await("field of the region", REGION + " !== null");
        browser.value("(() => { " + REGION + ".value = '" + text + "'; " + REGION + ".dispatchEvent(new Event('change')); })()");
    }

    @Test
    public void pageSaysThatTheGatewayIsGoneAndGoesOnWhenItIsBack() throws Exception {
        showFront();
        page.take("front");
        page.awaitGallery(1);
        String port = browser.value("location.port");

        fixture.bundle(WEB).stop();
        browser.await("problem in words", overlay("front") + " === 'The gateway does not answer'");
        browser.await("problem of the page", "document.getElementById('connection').textContent === 'The gateway does not answer'");
        fixture.configure(WEB, null, "port", port);
        fixture.bundle(WEB).start();
        browser.await("end of the problem", overlay("front") + " === ''");
        page.awaitFrames("front", 3);
        page.awaitGallery(0); // the new site knows the images since it opened
        page.take("front");
        page.awaitGallery(1);
    }

    @Test
    public void pageLeavesConnectionsToOtherWindows() throws Exception {
        showFront();
        assertEquals("0", browser.value(STILLS));
        browser.value("(() => { const c = new BroadcastChannel('obscura-windows');"
                + " setInterval(() => [1, 2].forEach(id => c.postMessage({id, open: true})), 500); })()");
        browser.await("stills in place of the stream", STILLS + " > 1");
        page.awaitFrames("front", 3);
    }
}
