package org.obscura.camera.sinks.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.obscura.camera.ImageSink;
import org.obscura.camera.sinks.outbox.LogLines;
import org.osgi.framework.BundleContext;

class HttpSinkComponentTest {
    @Test
    void aSinkWithAWrongConfigurationIsRegisteredWithItsProblem() {
        Map<String, Object> registered = new HashMap<>();
        BundleContext context = (BundleContext) Proxy.newProxyInstance(BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class}, (self, method, arguments) -> {
                    Dictionary<?, ?> properties = (Dictionary<?, ?>) arguments[2];
                    properties.keys().asIterator().forEachRemaining(key -> registered.put(key.toString(), properties.get(key)));
                    return null;
                });
        LogLines log = new LogLines();
        new HttpSinkComponent(context, Map.of("service.pid", "org.obscura.camera.sink.http~site", "url", "htp://host/", "cameras", "front"),
                log.logger());
        String mistake = "url=htp://host/ is no address of a server; it must begin with http:// or https:// and name a host, such as "
                + "http://archive.example/images/{camera}/{file}";
        assertEquals("The configuration org.obscura.camera.sink.http~site is not applied: " + mistake, registered.get(ImageSink.PROBLEM));
        assertEquals("site", registered.get(ImageSink.NAME));
        assertEquals(List.of("warn: Configuration org.obscura.camera.sink.http~site: " + mistake,
                "warn: Sink site delivers nothing until its configuration is corrected; images wait in its outbox"), log.lines);
    }
}
