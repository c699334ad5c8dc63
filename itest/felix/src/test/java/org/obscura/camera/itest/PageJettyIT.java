package org.obscura.camera.itest;

import static org.ops4j.pax.exam.CoreOptions.options;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.Test;
import org.obscura.camera.itest.support.Browser;
import org.obscura.camera.itest.support.PageScenario;
import org.obscura.camera.itest.support.PageUser;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** The page in a browser, as a servlet in Jetty 12, for a user with a password. */
@ExamReactorStrategy(PerClass.class)
public class PageJettyIT extends PageTestBase {
    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Jetty.bundles(), Bundles.start("org.obscura.camera.web"));
    }

    @Override
    public String serve(Browser by) throws Exception {
        fixture.configure("org.obscura.camera.web", null, "server", "whiteboard", "users", PageUser.configured("configure"));
        by.header("Authorization", PageUser.authorization(PageUser.PASSWORD));
        String page = Jetty.page(context);
        HttpRequest request = HttpRequest.newBuilder(URI.create(page)).header("Authorization", PageUser.authorization(PageUser.PASSWORD))
                .build();
        return FrameworkFixture.await("page", () -> HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode() == 200
                ? page : null);
    }

    @Test
    public void pageShowsCamerasTakesImagesAndSurvivesAReplacedBackend() throws Exception {
        new PageScenario(this, browser).takeImagesAndReplaceTheBackend();
    }

    @Test
    public void pageSaysThatADeviceWasUnpluggedAndShowsItAgain() throws Exception {
        new PageScenario(this, browser).unplugTheDevice();
    }
}
