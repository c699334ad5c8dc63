package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.lang.reflect.Constructor;
import java.net.InetSocketAddress;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.obscura.camera.itest.support.Accessibility;
import org.obscura.camera.itest.support.Page;
import org.obscura.camera.spi.CameraDiscovery;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** The page searches for network cameras, and configures one on request. */
@ExamReactorStrategy(PerClass.class)
public class PageDiscoveryIT extends PageTestBase {
    private static final String IP = "org.obscura.camera.ip";
    private static final String DISCOVERY = "org.obscura.camera.ip.OnvifDiscovery";
    private static final String FOUND = "document.getElementById('found')";

    @Rule
    public final OnvifCamera camera = new OnvifCamera();

    @Override
    @Configuration
    public Option[] configuration() {
        return options(composite(super.configuration()), Bundles.start(IP));
    }

    @Test
    public void pageFindsACameraAndConfiguresItOnRequestAlone() throws Exception {
        fixture.camera("gate", "device.target", "(camera.device.id=ip:south-gate)", "directory", folder.toString());
        ServiceRegistration<?> search = searchOnLoopback();
        try {
            openPage();
            browser.await("what is wrong, and what to do", Page.card("gate", ".screen p") + "?.textContent.includes('Connect a camera')");
            search();
            assertEquals("name and model", camera.address() + "|South gate|X-1",
                    browser.value("[...document.querySelectorAll('#found td')].slice(0, 3).map(each => each.textContent).join('|')"));
            assertNull("nothing is configured by a search", configurations());
            List<String> faults = new Accessibility(browser).faults("discovery");
            assertEquals("", String.join("\n", faults));

            assertEquals("south-gate", browser.value(FOUND + ".querySelector('input').value"));
            browser.value(FOUND + ".querySelector('button').click()");
            browser.await("configuration", FOUND + ".textContent.includes('org.obscura.camera.ip~south-gate')");
            fixture.awaitDevice("gate", "ip:south-gate");
            page.awaitLiveView("gate");
            browser.await("no problem", Page.card("gate", ".screen p") + ".textContent === ''");

            search();
            browser.await("the same configuration", FOUND + ".textContent.includes('org.obscura.camera.ip~south-gate')");
            assertEquals("0", browser.value(FOUND + ".querySelectorAll('button').length"));
            assertEquals(1, configurations().length);
            page.assertNoProblem();
        } finally {
            search.unregister();
            runtime().enableComponent(runtime().getComponentDescriptionDTO(fixture.bundle(IP), DISCOVERY)).getValue();
            fixture.delete(IP, "south-gate");
        }
    }

    @Test
    public void pageSaysWhatIsMissingForASearch() throws Exception {
        openPage();
        browser.await("search", "!document.getElementById('search').hidden");
        fixture.bundle(IP).stop();
        browser.await("reason", "document.getElementById('search-state').textContent.includes('" + IP + "')");
        assertEquals("true", browser.value("document.getElementById('search').hidden"));
        fixture.bundle(IP).start();
        browser.await("search", "!document.getElementById('search').hidden");
        page.assertNoProblem();
    }

    private void search() throws Exception {
        browser.await("search", "!document.getElementById('search').hidden && !document.getElementById('search').disabled");
        browser.value("document.getElementById('search').click()");
        browser.await("camera that was found", FOUND + ".textContent.includes('South gate')");
    }

    private Object[] configurations() throws Exception {
        return context.getService(context.getServiceReference(ConfigurationAdmin.class))
                .listConfigurations("(service.factoryPid=" + IP + ")");
    }

    /** Replaces the search of the bundle by one that sends its probe to the camera of this test: a test leaves the networks alone. */
    private ServiceRegistration<?> searchOnLoopback() throws Exception {
        Bundle bundle = fixture.bundle(IP);
        runtime().disableComponent(runtime().getComponentDescriptionDTO(bundle, DISCOVERY)).getValue();
        Object backend = context.getService(context.getAllServiceReferences("org.obscura.camera.ip.IpBackend", null)[0]);
        Constructor<?> probe = bundle.loadClass("org.obscura.camera.ip.onvif.WsDiscovery").getDeclaredConstructor(InetSocketAddress.class);
        probe.setAccessible(true);
        Constructor<?> search = bundle.loadClass(DISCOVERY).getDeclaredConstructor(backend.getClass(), probe.getDeclaringClass());
        search.setAccessible(true);
        return context.registerService(CameraDiscovery.class,
                (CameraDiscovery) search.newInstance(backend, probe.newInstance(camera.probes())), null);
    }

    private ServiceComponentRuntime runtime() {
        return context.getService(context.getServiceReference(ServiceComponentRuntime.class));
    }
}
