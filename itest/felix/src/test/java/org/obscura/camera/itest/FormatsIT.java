package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.awt.image.BufferedImage;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.MetadataKeys;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/** The optional codecs in a real Felix: every key through the whole engine into their images, and their bundles coming and going. */
@ExamReactorStrategy(PerClass.class)
public class FormatsIT extends FelixTestBase {
    private static final String TURBO = "org.obscura.camera.turbojpeg";
    private static final String WEBP = "org.obscura.camera.webp";
    private static final String CAMERA = "formats";
    private static final int CYCLES = 3;

    /** What a codec is made for. */
    private enum Library {
        LIBWEBP("libwebp.so.7", "libwebp7"), LIBTURBOJPEG("libturbojpeg.so.0", "libturbojpeg0");

        private final String file;
        private final String debianPackage;

        Library(String file, String debianPackage) {
            this.file = file;
            this.debianPackage = debianPackage;
        }

        /** Looked for in the file system, since a codec that does not find it is to fail the test. */
        boolean isThere() throws Exception {
            try (Stream<Path> found = Files.find(Path.of("/usr/lib"), 2, (path, attributes) -> path.endsWith(file))) {
                if (found.findAny().isPresent()) {
                    return true;
                }
            }
            System.out.println("skipped: " + file + " is not here (Debian: apt install " + debianPackage + ")");
            return false;
        }
    }

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Bundles.start(TURBO), Bundles.start(WEBP));
    }

    @Before
    public void setUp() throws Exception {
        fixture.device("formats", "frame.rate", 0, "resolutions", "640x480");
        fixture.camera(CAMERA);
        fixture.awaitDevice(CAMERA, "simulated:formats");
    }

    @After
    public void tearDown() throws Exception {
        fixture.bundle(TURBO).start();
        fixture.bundle(WEBP).start();
    }

    /** Skips the test where a library of the system is missing. */
    private static void need(Library library) throws Exception {
        assumeTrue(library + " is missing", library.isThere());
    }

    @Test
    public void everyKeyIsInThePictureAndExiftoolFindsNothingWrong() throws Exception {
        need(Library.LIBWEBP);
        Program exiftool = new Program("exiftool", "libimage-exiftool-perl", temporary.newFolder("work").toPath());
        Map<String, String> metadata = new LinkedHashMap<>(EveryMetadata.values());
        metadata.put(MetadataKeys.ORIENTATION, "90");
        metadata.put(MetadataKeys.RESOLUTION, "640x480");
        for (String suffix : List.of("webp", "jpg", "png", "tif")) {
            CaptureOptions.Builder options = CaptureOptions.builder().location(folder.resolve("every." + suffix).toString());
            metadata.forEach(options::metadata);
            Path file = picture(options.build()).path();
            assertEquals(suffix, "OK", print(exiftool, file, "-validate", "-warning", "-error", "-a", "-s3").strip());
            assertEquals(suffix, "Adobe XMP Core", print(exiftool, file, "-s3", "-XMP-x:XMPToolkit").strip());
            // libtiff knows no XPTitle, so a TIFF has the title in XMP alone
            assertEquals(suffix, suffix.equals("tif") ? "" : "Sonne über 日本", print(exiftool, file, "-n", "-s3", "-IFD0:XPTitle").strip());
            assertEquals(suffix, List.of("Sonne über 日本", "© 2026 Ada", "Ada's ✓", "0.008", "-33.85678", "6", "Jürgen 😀"),
                    print(exiftool, file, "-n", "-s3", "-XMP-dc:Title", "-IFD0:Copyright", "-IFD0:Software", "-ExifIFD:ExposureTime",
                            "-Composite:GPSLatitude", "-IFD0:Orientation", "-XMP-obscura:Inspector").lines().toList());
            assertEquals(suffix, List.of("640", "480"),
                    print(exiftool, file, "-s3", "-File:ImageWidth", "-RIFF:ImageWidth", "-PNG:ImageWidth",
                            "-IFD0:ImageWidth", "-File:ImageHeight", "-RIFF:ImageHeight", "-PNG:ImageHeight", "-IFD0:ImageHeight").lines()
                            .toList());
        }
    }

    private static String print(Program exiftool, Path file, String... what) throws Exception {
        return exiftool.run(Stream.concat(Stream.of(what), Stream.of(file.toString())).toList()).out();
    }

    @Test
    public void theFormatComesAndGoesWithItsBundleAndNoRequestIsLost() throws Exception {
        need(Library.LIBWEBP);
        CameraCapture capture = fixture.capture(CAMERA);
        List<CaptureRequest> requests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            requests.add(capture.submit(CaptureOptions.to(folder.resolve(i + (i % 2 == 0 ? ".webp" : ".jpg")).toString())));
            if (i == 20) {
                fixture.bundle(WEBP).stop();
                fixture.bundle(TURBO).stop();
            }
        }
        int refused = 0;
        for (int i = 0; i < requests.size(); i++) {
            try {
                requests.get(i).getResult().toCompletableFuture().get(60, TimeUnit.SECONDS);
                String mark = new String(Files.readAllBytes(folder.resolve(i + (i % 2 == 0 ? ".webp" : ".jpg"))), 0, 2,
                        StandardCharsets.ISO_8859_1);
                assertEquals(i % 2 == 0 ? "RI" : "\u00ff\u00d8", mark);
            } catch (ExecutionException e) {
                assertEquals("a JPEG can always be made", 0, i % 2);
                CaptureException reason = (CaptureException) e.getCause();
                assertEquals(CaptureError.FORMAT, reason.getError());
                assertTrue(reason.getMessage(), reason.getMessage().contains("webp"));
                refused++;
            }
        }
        assertTrue("none was refused without the bundle", refused > 0);
        fixture.bundle(WEBP).start();
        picture(CaptureOptions.to(folder.resolve("again.webp").toString()));
    }

    @Test
    public void thePreviewIsTheSamePictureWithTheDecoderAndWithout() throws Exception {
        need(Library.LIBTURBOJPEG);
        fixture.device("large", "frame.rate", 0, "resolutions", "1920x1080");
        fixture.camera(CAMERA, "device.target", "(camera.device.id=simulated:large)");
        fixture.awaitDevice(CAMERA, "simulated:large");
        for (int degrees : new int[] {0, 90}) {
            CaptureOptions options = CaptureOptions.builder().location(folder.resolve("a.jpg").toString())
                    .metadata(MetadataKeys.ORIENTATION, degrees).build();
            BufferedImage with = preview(options);
            fixture.bundle(TURBO).stop();
            BufferedImage without = preview(options);
            fixture.bundle(TURBO).start();
            assertEquals(degrees == 0 ? "640x360" : "640x1138", with.getWidth() + "x" + with.getHeight());
            assertEquals(with.getWidth() + "x" + with.getHeight(), without.getWidth() + "x" + without.getHeight());
            assertTrue("at " + degrees + " they differ by " + difference(with, without), difference(with, without) < 16);
        }
    }

    private CapturedImage picture(CaptureOptions options) throws Exception {
        return fixture.capture(CAMERA).submit(options).getResult().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private BufferedImage preview(CaptureOptions options) throws Exception {
        CapturedImage image = picture(options);
        return ImageIO.read(new URL(image.preview().toString()));
    }

    /** Of the means of fields of 16 by 16 pixels, which the frame's number and noise hardly change. */
    private static double difference(BufferedImage one, BufferedImage other) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y + 16 <= one.getHeight(); y += 16) {
            for (int x = 0; x + 16 <= one.getWidth(); x += 16, count++) {
                int[] first = one.getRaster().getPixels(x, y, 16, 16, (int[]) null);
                int[] second = other.getRaster().getPixels(x, y, 16, 16, (int[]) null);
                sum += Math.abs(IntStream.of(first).average().orElseThrow() - IntStream.of(second).average().orElseThrow());
            }
        }
        return sum / count;
    }

    @Test
    public void replacedCodecsAreCollected() throws Exception {
        List<LeakChecks.Loader> replaced = new ArrayList<>();
        Set<String> before = new TreeSet<>(LeakChecks.threads());
        for (int i = 0; i < CYCLES; i++) {
            for (String codec : List.of(TURBO, WEBP)) {
                Bundle bundle = fixture.bundle(codec);
                if ((codec.equals(WEBP) ? Library.LIBWEBP : Library.LIBTURBOJPEG).isThere()) {
                    picture(CaptureOptions.to(folder.resolve(codec.equals(WEBP) ? "picture.webp" : "picture.jpg").toString()));
                }
                replaced.add(LeakChecks.Loader.of(bundle));
                if (i % 2 == 0) {
                    fixture.update(bundle, Bundles.file(codec));
                }
                fixture.refresh(bundle);
            }
        }
        LeakChecks.awaitThreads(before);
        LeakChecks.assertCollected(replaced);
    }
}
