package org.obscura.camera.itest;

import org.junit.Test;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** The page in a browser, served by the JDK's server. */
@ExamReactorStrategy(PerClass.class)
public class PageIT extends PageScenario {
    @Test
    public void pageShowsCamerasTakesImagesAndSurvivesAReplacedBackend() throws Exception {
        takeImagesAndReplaceTheBackend();
    }

    @Test
    public void pageSaysThatADeviceWasUnpluggedAndShowsItAgain() throws Exception {
        unplugTheDevice();
    }
}
