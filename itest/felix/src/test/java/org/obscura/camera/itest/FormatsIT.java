package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.awt.image.BufferedImage;
import java.lang.reflect.Field;
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
import javax.inject.Inject;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.MetadataKeys;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The optional codecs in a real Felix: every key through the whole engine into their pictures, and their bundles coming and going. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FormatsIT {
    private static final String TURBO = "org.obscura.camera.turbojpeg";
    private static final String WEBP = "org.obscura.camera.webp";
    private static final String CAMERA = "formats";
    private static final int CYCLES = 3;
    private static final String EVERY_KEY = """
            Title=Sonne über 日本;SubTitle=Café 😀;Author=Ada;Comment=naïve 日本;Description=Über <alles> & mehr;Category=sea;Genre=portrait;Year=2026
            Date=2026-05-17T14:30:00.125+02:00;UserRating=80;Keywords=größe;Language=deu;Publisher=Verlag ÄÖ;Copyright=© 2026 Ada;ParentalRating=PG-13
            RatingOrganization=MPA;Resolution=640x480;PixelAspectRatio=4x3;Orientation=90;CameraManufacturer=Zeiß;CameraModel=Kamera 日;Event=Fête
            Subject=Wellen;ExposureTime=0.008;FNumber=2.8;ExposureProgram=aperture priority;ISOSpeedRatings=400;ExposureBiasValue=-1.5
            DateTimeOriginal=2026-05-16T23:59:58.25-03:30;DateTimeDigitized=2026-05-16T22:00:01Z;SubjectDistance=3.25;MeteringMode=spot
            LightSource=fine weather;Flash=on red eye;FocalLength=35.5;ExposureMode=auto bracket;WhiteBalance=manual;DigitalZoomRatio=1.75
            FocalLengthIn35mmFilm=50;SceneCaptureType=night;GainControl=4;Contrast=2;Saturation=1;Sharpness=2;DeviceSettingDescription=Schärfe +1
            GPSLatitude=-33.85678;GPSLongitude=151.2153;GPSAltitude=-12.5;GPSTimeStamp=2026-05-17T00:15:09.5+02:00;GPSSatellites=G01 G07;GPSStatus=A
            GPSDOP=1.2;GPSSpeed=36.5;GPSTrack=359.75;GPSTrackRef=M;GPSImgDirection=0.5;GPSImgDirectionRef=T;GPSMapDatum=WGS-84
            GPSProcessingMethod=WLAN;GPSAreaInformation=Zürich;Software=Obscura ✓;ImageUniqueID=00112233445566778899aabbccddeeff;Inspector=Jürgen 😀
            """;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    private BundleContext context;
    private Stage stage;
    private Path folder;

    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Bundles.start("jna"), Bundles.start(TURBO), Bundles.start(WEBP));
    }

    @Before
    public void setUp() throws Exception {
        folder = temporary.newFolder("pictures").toPath().toRealPath();
        stage = new Stage(context);
        stage.device("formats", "frame.rate", 0, "resolutions", "640x480");
        stage.camera(CAMERA);
        stage.awaitDevice(CAMERA, "simulated:formats");
    }

    @After
    public void tearDown() throws Exception {
        stage.bundle(TURBO).start();
        stage.bundle(WEBP).start();
        stage.reset();
    }

    @Test
    public void everyKeyIsInThePictureAndExiftoolFindsNothingWrong() throws Exception {
        if (isMissing("/usr/lib", "libwebp.so.7", "libwebp7") || isMissing("/usr/bin", "exiftool", "libimage-exiftool-perl")) {
            return;
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        EVERY_KEY.lines().flatMap(line -> Stream.of(line.split(";"))).map(pair -> pair.split("=", 2)).forEach(pair -> metadata.put(pair[0], pair[1]));
        for (Field field : MetadataKeys.class.getFields()) {
            assertTrue("no value for " + field.get(null), metadata.containsKey(field.get(null)));
        }
        for (String suffix : List.of("webp", "jpg", "png", "tif")) {
            CaptureOptions.Builder options = CaptureOptions.builder().location(folder.resolve("every." + suffix).toString());
            metadata.forEach(options::metadata);
            Path file = stage.capture(CAMERA).submit(options.build()).getResult().toCompletableFuture().get(30, TimeUnit.SECONDS).path();
            assertEquals(suffix, "OK", exiftool("-validate", "-warning", "-error", "-a", "-s3", file.toString()).strip());
            // libtiff knows no XPTitle, so a TIFF has the title in XMP alone
            assertEquals(suffix, suffix.equals("tif") ? "" : "Sonne über 日本", exiftool("-n", "-s3", "-IFD0:XPTitle", file.toString()).strip());
            assertEquals(suffix, List.of("Sonne über 日本", "© 2026 Ada", "Obscura ✓", "0.008", "-33.85678", "6", "Jürgen 😀"),
                    exiftool("-n", "-s3", "-XMP-dc:Title", "-IFD0:Copyright", "-IFD0:Software", "-ExifIFD:ExposureTime",
                            "-Composite:GPSLatitude", "-IFD0:Orientation", "-XMP-obscura:Inspector", file.toString()).lines().toList());
            assertEquals(suffix, List.of("640", "480"), exiftool("-s3", "-File:ImageWidth", "-RIFF:ImageWidth", "-PNG:ImageWidth", "-IFD0:ImageWidth",
                    "-File:ImageHeight", "-RIFF:ImageHeight", "-PNG:ImageHeight", "-IFD0:ImageHeight", file.toString()).lines().toList());
        }
    }

    @Test
    public void theFormatComesAndGoesWithItsBundleAndNoRequestIsLost() throws Exception {
        if (isMissing("/usr/lib", "libwebp.so.7", "libwebp7")) {
            return;
        }
        CameraCapture capture = stage.capture(CAMERA);
        List<CaptureRequest> requests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            requests.add(capture.submit(CaptureOptions.to(folder.resolve(i + (i % 2 == 0 ? ".webp" : ".jpg")).toString())));
            if (i == 20) {
                stage.bundle(WEBP).stop();
                stage.bundle(TURBO).stop();
            }
        }
        int refused = 0;
        for (int i = 0; i < requests.size(); i++) {
            try {
                requests.get(i).getResult().toCompletableFuture().get(30, TimeUnit.SECONDS);
                String mark = new String(Files.readAllBytes(folder.resolve(i + (i % 2 == 0 ? ".webp" : ".jpg"))), 0, 2, StandardCharsets.ISO_8859_1);
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
        stage.bundle(WEBP).start();
        capture.submit(CaptureOptions.to(folder.resolve("again.webp").toString())).getResult().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    public void thePreviewIsTheSamePictureWithTheDecoderAndWithout() throws Exception {
        if (isMissing("/usr/lib", "libturbojpeg.so.0", "libturbojpeg0")) {
            return;
        }
        stage.device("large", "frame.rate", 0, "resolutions", "1920x1080");
        stage.camera(CAMERA, "device.target", "(camera.device.id=simulated:large)");
        stage.awaitDevice(CAMERA, "simulated:large");
        for (int degrees : new int[] {0, 90}) {
            CaptureOptions options = CaptureOptions.builder().location(folder.resolve("a.jpg").toString()).metadata(MetadataKeys.ORIENTATION, degrees).build();
            BufferedImage with = preview(options);
            stage.bundle(TURBO).stop();
            BufferedImage without = preview(options);
            stage.bundle(TURBO).start();
            assertEquals(degrees == 0 ? "640x360" : "640x1138", with.getWidth() + "x" + with.getHeight());
            assertEquals(with.getWidth() + "x" + with.getHeight(), without.getWidth() + "x" + without.getHeight());
            assertTrue("at " + degrees + " they differ by " + difference(with, without), difference(with, without) < 16);
        }
    }

    private BufferedImage preview(CaptureOptions options) throws Exception {
        CapturedImage image = stage.capture(CAMERA).submit(options).getResult().toCompletableFuture().get(30, TimeUnit.SECONDS);
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
        List<Remains.Loader> replaced = new ArrayList<>();
        Set<String> before = new TreeSet<>(Remains.threads());
        for (int i = 0; i < CYCLES; i++) {
            for (Map.Entry<String, String> codec : Map.of(TURBO, ".jpg", WEBP, ".webp").entrySet()) {
                Bundle bundle = stage.bundle(codec.getKey());
                boolean missing = codec.getKey().equals(WEBP) ? isMissing("/usr/lib", "libwebp.so.7", "libwebp7") : isMissing("/usr/lib", "libturbojpeg.so.0", "libturbojpeg0");
                if (!missing) {
                    stage.capture(CAMERA).submit(CaptureOptions.to(folder.resolve("picture" + codec.getValue()).toString()))
                            .getResult().toCompletableFuture().get(30, TimeUnit.SECONDS);
                }
                replaced.add(Remains.Loader.of(bundle));
                if (i % 2 == 0) {
                    stage.update(bundle, Bundles.file(codec.getKey()));
                }
                stage.refresh(bundle);
            }
        }
        Remains.awaitThreads(before);
        Remains.assertCollected(replaced);
    }

    private static boolean isMissing(String below, String file, String debianPackage) throws Exception {
        try (Stream<Path> found = Files.find(Path.of(below), 2, (path, attributes) -> path.endsWith(file))) {
            if (found.findAny().isPresent()) {
                return false;
            }
        }
        System.out.println("SKIPPED: " + file + " is not here (Debian: apt install " + debianPackage + ")");
        return true;
    }

    private static String exiftool(String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of("exiftool", "-charset", "utf8"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(command + ": " + printed, 0, process.waitFor());
        return printed;
    }
}
