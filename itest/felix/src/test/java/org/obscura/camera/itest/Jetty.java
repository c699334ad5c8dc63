package org.obscura.camera.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.File;
import java.util.Arrays;

import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** An HTTP Whiteboard of {@code jakarta.servlet} over Jetty 12 on the loopback address. */
final class Jetty {
    private Jetty() {
    }

    static Option bundles() {
        File[] jars = new File("target/jetty").listFiles((folder, name) -> name.endsWith(".jar"));
        Arrays.sort(jars);
        return composite(frameworkProperty("org.osgi.service.http.port").value("0"),
                frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"), composite(Arrays.stream(jars).map(jar -> {
                    boolean fragment = jar.getName().contains("framework.extension") || jar.getName().contains("slf4j-simple");
                    return fragment ? bundle(jar.toURI().toString()).noStart() : bundle(jar.toURI().toString());
                }).toArray(Option[]::new)));
    }

    /** Returns the address of the page. */
    static String page(BundleContext context) throws Exception {
        return FrameworkFixture.await("HTTP Whiteboard", () -> {
            ServiceReference<?>[] found = context.getAllServiceReferences("org.osgi.service.servlet.runtime.HttpServiceRuntime", null);
            Object endpoints = found == null ? null : found[0].getProperty("osgi.http.endpoint");
            String[] all = endpoints instanceof String[] several ? several : endpoints == null ? new String[0]
                    : new String[] {endpoints.toString()};
            return Arrays.stream(all).filter(each -> each.startsWith("http://127.0.0.1:")).findFirst().orElse(null);
        }) + "obscura/";
    }
}
