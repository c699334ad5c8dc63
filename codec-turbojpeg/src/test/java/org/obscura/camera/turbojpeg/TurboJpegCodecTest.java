package org.obscura.camera.turbojpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.log.Logger;

class TurboJpegCodecTest {
    private final List<String> lines = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void missingLibraryIsOneLineOfInformation() {
        assertNull(TurboJpegCodec.open(folder.resolve("libturbojpeg.so.0").toString(), log()));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("info"), lines.get(0));
    }

    @Test
    void fileThatIsNoLibraryIsOneLineOfInformation() throws Exception {
        Path broken = Files.writeString(folder.resolve("libturbojpeg.so.0"), "no library");
        assertNull(TurboJpegCodec.open(broken.toString(), log()));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("info"), lines.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "m"})
    void anotherLibraryIsOneLineOfInformation(String name) {
        assertNull(TurboJpegCodec.open(name, log()));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("info"), lines.get(0));
    }

    @Test
    void nobodyNeedsToListen() {
        assertNull(TurboJpegCodec.open(folder.resolve("none").toString(), null));
    }

    private Logger log() {
        return (Logger) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
            lines.add(method.getName() + " " + arguments[0]);
            return null;
        });
    }
}
