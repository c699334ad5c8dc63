package org.obscura.camera.itest.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The commands that the README tells to type, given to a Karaf as it is downloaded, before and after a restart. */
public class RestartIT {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void whatWasInstalledAndConfiguredIsThereAfterARestartAndLeavesWithTheKar() throws Exception {
        Path folder = temporary.newFolder("pictures").toPath().toRealPath();
        // no repository: the KAR has everything
        try (RealKaraf karaf = new RealKaraf(KarafOptions.TARGET.resolve("restart"), "")) {
            karaf.start("kar:list");
            karaf.run("kar:install " + KarafOptions.KAR.toUri());
            karaf.await("feature:list -i --no-format", "camera-health");
            String byDefault = karaf.run("feature:list -i --no-format");
            assertFalse(byDefault, byDefault.contains("camera-simulated"));
            karaf.run("feature:install camera-simulated");
            karaf.run("config:edit --factory --alias front org.obscura.camera; config:property-set camera.id front; "
                    + "config:property-set device.target '(camera.backend=simulated)'; "
                    + "config:property-set directory " + folder + "; config:property-set format png; config:update");
            karaf.await("camera:list", "front");
            Path before = Path.of(karaf.run("camera:capture -c front").strip());
            assertEquals(folder.resolve("IMG_00000001.png"), before);
            karaf.run("config:edit --factory --alias yard org.obscura.camera; "
                    + "config:property-set device.target '(camera.backend=simulated)'; config:update");
            karaf.await("camera:list", "yard");
            karaf.run("feature:install camera-health-commands");
            karaf.await("hc:exec camera | cat", "Camera front");
            assertTrue(Files.readString(karaf.etc().resolve("org.apache.karaf.command.acl.camera.cfg")).contains("manager"));
            karaf.stop();
            assertTrue(Files.isRegularFile(karaf.etc().resolve("org.obscura.camera-front.cfg")));
            Files.delete(karaf.etc().resolve("org.obscura.camera-yard.cfg"));
            karaf.start("camera:capture -c front");
            String cameras = karaf.run("camera:list");
            assertFalse(cameras, cameras.contains("yard")); // its file was deleted while Karaf was stopped
            assertNotNull(ImageIO.read(folder.resolve("IMG_00000002.png").toFile()));
            String installed = karaf.run("feature:list -i --no-format");
            for (String feature : new String[] {"camera", "camera-simulated", "camera-webcam", "camera-shell", "camera-health"}) {
                assertEquals(installed, 1, installed.lines().filter(line -> line.matches(feature + "\\s.*Started.*")).count());
            }
            String left = karaf.run("kar:uninstall " + KarafOptions.KAR.getFileName().toString().replaceAll("\\.kar$", "")
                    + "; bundle:list -s -t 0 --no-format");
            assertTrue(left, left.contains("org.apache.karaf.kar.core"));
            assertFalse(left, left.contains("org.obscura"));
        }
    }
}
