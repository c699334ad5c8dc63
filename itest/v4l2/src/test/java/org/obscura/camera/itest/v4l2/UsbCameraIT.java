package org.obscura.camera.itest.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.obscura.camera.itest.v4l2.usb.UsbIpServer;

/**
 * The backend over the kernel's API with USB cameras that exist in software: the program {@code UsbTrial} of {@code impl-v4l2} tries it in
 * the virtual machine, and each of its checks is a test.
 */
class UsbCameraIT {
    private static final Path BACKEND = Path.of("../../impl-v4l2/target");
    private static final Path API = Path.of("../../api/target/classes");
    private static final int CHECKS = 18;

    @TestFactory
    Stream<DynamicTest> checksInTheGuest() throws Exception {
        Path images = Path.of("target/images").toAbsolutePath();
        UsbIpServer.main("draw", images.toString());
        Guest guest = Guest.run(Path.of("target/usb").toAbsolutePath(), "usb.sh", location(UsbIpServer.class), trial(), images.toString(),
                System.getProperty("trial.captures"), System.getProperty("trial.openings"));
        List<String> lines = Files.readAllLines(guest.file("guest.log"));
        List<String> checks = lines.stream().filter(line -> line.startsWith("PASS ") || line.startsWith("FAIL ")).toList();
        String end = lines.stream().filter(line -> line.startsWith("trial ended")).findFirst().orElse("the trial did not end");
        assertEquals(CHECKS, checks.size(), "checks; " + end);
        return checks.stream().map(check -> dynamicTest(check.split(" ")[1], () -> assertFalse(check.startsWith("FAIL"), check)));
    }

    /** The bundle, which holds all that is embedded, the program beside it, and what a framework would bring. */
    private static String trial() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(BACKEND)) {
            Path bundle = files
                    .filter(file -> file.getFileName().toString().matches("org\\.obscura\\.camera\\.v4l2-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No bundle in " + BACKEND.toAbsolutePath() + "; run mvn verify"));
            return Stream.of(bundle.toAbsolutePath().toString(), BACKEND.resolve("test-classes").toAbsolutePath().toString(),
                    API.toAbsolutePath().toString(), location(org.osgi.framework.BundleContext.class),
                    location(org.osgi.service.log.Logger.class)).collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }
}
