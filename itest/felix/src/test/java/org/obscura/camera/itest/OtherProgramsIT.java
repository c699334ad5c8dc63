package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.ServiceReference;

/**
 * Pictures in every format, of cameras that are built in in each of the four ways, with every metadata there is: as they leave the engine,
 * other programs find nothing wrong with them and show them upright, where they look for an orientation.
 */
@ExamReactorStrategy(PerClass.class)
public class OtherProgramsIT extends FelixTestBase {
    private static final List<Integer> ORIENTATIONS = List.of(0, 90, 180, 270);
    /** A box holds an image, however it lies. */
    private static final int BOX = 170;

    private final Map<Path, Taken> pictures = new LinkedHashMap<>();

    /** How an image came to be. */
    private record Taken(ImageFormat format, int orientation) {
        /** As it lies in the file: all that a format can show that has no place for an orientation. */
        BufferedImage lying() {
            return QuadrantImage.seenBySensor(orientation);
        }
    }

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Bundles.startWhatIsThere("org.obscura.camera.webp"));
    }

    @Before
    public void takePictures() throws Exception {
        for (int orientation : ORIENTATIONS) {
            Path scene = temporary.newFolder("scene" + orientation).toPath();
            ImageIO.write(QuadrantImage.seenBySensor(orientation), "png", scene.resolve("scene.png").toFile());
            for (ImageFormat format : formats()) {
                take(scene, "bgr24", format, orientation);
            }
            take(scene, "jpeg", ImageFormat.JPEG, orientation);
        }
    }

    /** Those of core and of the encoders that are installed besides. */
    private List<ImageFormat> formats() throws Exception {
        Map<String, ImageFormat> formats = new TreeMap<>();
        Stream.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.TIFF, ImageFormat.BMP)
                .forEach(format -> formats.put(format.name(), format));
        for (ServiceReference<ImageEncoder> reference : context.getServiceReferences(ImageEncoder.class, null)) {
            context.getService(reference).getFormats().forEach(format -> formats.put(format.name(), format));
            context.ungetService(reference);
        }
        return List.copyOf(formats.values());
    }

    /** A JPEG frame becomes a JPEG file as it is, others are encoded. */
    private void take(Path scene, String pixels, ImageFormat format, int orientation) throws Exception {
        String camera = pixels + orientation;
        fixture.device(camera, "picture", scene.toString(), "pixel.format", pixels, "orientation", orientation);
        fixture.camera(camera, "device.target", "(camera.device.id=simulated:" + camera + ")", "quality", 95);
        Path file = folder.resolve(format.name() + "-of-" + camera + "." + format.suffixes().get(0));
        CaptureOptions.Builder options = CaptureOptions.builder().location(file.toString());
        EveryMetadata.values().forEach(options::metadata);
        fixture.capture(camera).submit(options.build()).getResult().toCompletableFuture().get(60, TimeUnit.SECONDS);
        pictures.put(file, new Taken(format, orientation));
    }

    private List<String> files() {
        return pictures.keySet().stream().map(Path::toString).toList();
    }

    private Path work() throws Exception {
        return temporary.newFolder("work").toPath().toRealPath();
    }

    @Test
    public void chromiumShowsThemUprightInTheirSize() throws Exception {
        // browsers do not know TIFF
        List<Path> shown = pictures.keySet().stream().filter(file -> !pictures.get(file).format().equals(ImageFormat.TIFF)).toList();
        int rows = (shown.size() + ORIENTATIONS.size() - 1) / ORIENTATIONS.size();
        StringBuilder page = new StringBuilder("<!doctype html><meta charset=utf-8><body style='margin:0;background:#808080'>\n");
        for (int i = 0; i < shown.size(); i++) {
            page.append(String.format(Locale.ROOT, "<img src='%s' style='position:absolute;left:%dpx;top:%dpx'>%n",
                    shown.get(i).getFileName(), left(i), top(i)));
        }
        page.append("<pre id=sizes style='display:none'></pre><script>onload = () => document.getElementById('sizes').textContent = "
                + "[...document.images].map(i => i.getAttribute('src') + ' ' "
                + "+ i.naturalWidth + 'x' + i.naturalHeight).join('\\n')</script>");
        Path work = work();
        Path screenshot = Path.of("target").toAbsolutePath().resolve("shown-by-chromium.png");
        Program.Printed printed = new Program("chromium", "chromium", work).run(List.of("--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                "--force-device-scale-factor=1", "--force-color-profile=srgb", "--user-data-dir=" + work.resolve("profile"),
                "--window-size=" + ORIENTATIONS.size() * BOX + "," + rows * BOX, "--screenshot=" + screenshot, "--dump-dom",
                Files.writeString(folder.resolve("page.html"), page).toUri().toString()));
        BufferedImage shot = ImageIO.read(screenshot.toFile());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Taken taken = pictures.get(shown.get(i));
            String name = shown.get(i).getFileName().toString();
            List<BufferedImage> right = switch (taken.format().name()) {
                case "jpeg", "png" -> List.of(QuadrantImage.upright());
                // Chromium looks for no EXIF in a WebP, as yet
                case "webp" -> List.of(QuadrantImage.upright(), taken.lying());
                default -> List.of(taken.lying());
            };
            int at = i;
            if (right.stream().noneMatch(image -> QuadrantImage.differences(image, shot, left(at), top(at)).isEmpty()
                    && printed.out().contains(name + " " + image.getWidth() + "x" + image.getHeight()))) {
                wrong.add(name + ": " + QuadrantImage.differences(right.get(0), shot, left(i), top(i)));
            }
        }
        assertTrue(wrong + " in " + screenshot + "; " + printed.out(), wrong.isEmpty());
    }

    private static int left(int box) {
        return box % ORIENTATIONS.size() * BOX;
    }

    private static int top(int box) {
        return box / ORIENTATIONS.size() * BOX;
    }

    @Test
    public void imageMagickShowsThemUprightAndWarnsOfNothing() throws Exception {
        Path work = work();
        List<String> arguments = new ArrayList<>(List.of("-verbose"));
        // ImageMagick 6 calls any XMP in a WebP corrupt, also that of others
        files().stream().filter(file -> !file.endsWith(".webp")).forEach(arguments::add);
        assertEquals("", new Program("identify", "imagemagick", work).run(arguments).err());
        arguments = new ArrayList<>(List.of("-path", work.toString(), "-format", "png", "-auto-orient"));
        arguments.addAll(files());
        new Program("mogrify", "imagemagick", work).run(arguments);
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<Path, Taken> picture : pictures.entrySet()) {
            String name = picture.getKey().getFileName().toString();
            BufferedImage shown = ImageIO.read(work.resolve(name.substring(0, name.lastIndexOf('.')) + ".png").toFile());
            List<BufferedImage> right = switch (picture.getValue().format().name()) {
                case "jpeg", "tiff" -> List.of(QuadrantImage.upright());
                // ImageMagick 6 looks for no orientation there
                case "png", "webp" -> List.of(QuadrantImage.upright(), picture.getValue().lying());
                default -> List.of(picture.getValue().lying());
            };
            if (right.stream().noneMatch(image -> shown.getWidth() == image.getWidth() && shown.getHeight() == image.getHeight()
                    && QuadrantImage.differences(image, shown, 0, 0).isEmpty())) {
                wrong.add(name + ", " + shown.getWidth() + "x" + shown.getHeight());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    public void exiftoolFindsNothingWrong() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-q", "-q", "-validate", "-warning", "-error", "-a", "-T", "-FileName"));
        arguments.addAll(files());
        List<String> found = new Program("exiftool", "libimage-exiftool-perl", work()).run(arguments).out().lines().toList();
        assertEquals(pictures.keySet().stream().map(file -> "OK\t-\t-\t" + file.getFileName()).toList(), found);
    }
}
