package org.obscura.camera.sinks.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.ImageSink;
import org.obscura.camera.sinks.outbox.LogLines;
import org.osgi.framework.BundleContext;

class HttpSinkComponentTest {
    private final Map<String, Object> registered = new HashMap<>();
    private final LogLines log = new LogLines();

    private void configure(Map<String, Object> values) {
        BundleContext context = (BundleContext) Proxy.newProxyInstance(BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class}, (self, method, arguments) -> {
                    Dictionary<?, ?> properties = (Dictionary<?, ?>) arguments[2];
                    properties.keys().asIterator().forEachRemaining(key -> registered.put(key.toString(), properties.get(key)));
                    return null;
                });
        Map<String, Object> config = new HashMap<>(values);
        config.put("service.pid", "org.obscura.camera.sink.http~site");
        new HttpSinkComponent(context, config, log.logger());
    }

    @Test
    void aSinkWithAWrongConfigurationIsRegisteredWithItsProblem() {
        configure(Map.of("url", "htp://host/", "cameras", "front"));
        String mistake = "url=htp://host/ is no address of a server; it must begin with http:// or https:// and name a host, such as "
                + "http://archive.example/images/{camera}/{file}";
        assertEquals("The configuration org.obscura.camera.sink.http~site is not applied: " + mistake, registered.get(ImageSink.PROBLEM));
        assertEquals("site", registered.get(ImageSink.NAME));
        assertEquals(List.of("warn: Configuration org.obscura.camera.sink.http~site: " + mistake,
                "warn: Sink site delivers nothing until its configuration is corrected; images wait in its outbox"), log.lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url=http://host/in/image.jpg", "url=http://host/{camera}/{width}x{height}.{format}",
            ".url=http://host/in?key=secret", "url=http://latest.example/image.jpg"})
    void anAddressWhereEachImageReplacesTheOneBeforeIsAWarning(String line) {
        String key = line.substring(0, line.indexOf('='));
        configure(Map.of(key, line.substring(key.length() + 1)));
        assertNull(registered.get(ImageSink.PROBLEM));
        assertEquals(List.of("warn: Configuration org.obscura.camera.sink.http~site: '" + key + "' is the same for each image of a camera, "
                + "so that on the server each one replaces the one before; give it {file}, such as "
                + "http://archive.example/images/{camera}/{file}. Where the latest image alone is wanted, name it so, such as latest.jpg"),
                log.lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host/{file}", "http://host/{id}.jpg", "http://host/{camera}/{request}.jpg", "http://host/in{path}",
            "http://host/{time}.jpg", "http://host/{time:yyyy}/{time:HHmmss}.jpg", "http://host/{time:HH}.jpg",
            "http://host/in?name={file}",
            "http://host/{camera}/Latest.jpg"})
    void anAddressOfEachImageOrOfTheLatestIsNone(String url) {
        configure(Map.of("url", url));
        assertEquals(List.of(), log.lines);
    }

    @Test
    void anAddressThatReceivesAllImagesIsNone() {
        configure(Map.of("url", "http://host/upload", "method", "post"));
        configure(Map.of("url", "http://host/upload", "headers", "X-Name: {file}"));
        assertEquals(List.of(), log.lines);
    }
}
