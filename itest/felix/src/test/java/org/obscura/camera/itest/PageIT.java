package org.obscura.camera.itest;

import org.junit.Test;
import org.obscura.camera.itest.support.PageScenario;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** The page in a browser, served by the JDK's server. */
@ExamReactorStrategy(PerClass.class)
public class PageIT extends PageTestBase {
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
}
