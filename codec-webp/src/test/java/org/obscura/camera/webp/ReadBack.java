package org.obscura.camera.webp;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Assumptions;

/** A WebP as the programs of others read it. */
final class ReadBack {
    private ReadBack() {
    }

    /** The pixels, by ImageMagick. */
    static BufferedImage decode(ByteBuffer webp, Path folder) throws Exception {
        Path png = folder.resolve("picture.png");
        run("convert", "imagemagick", "webp:" + file(webp, folder), "png24:" + png);
        return ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(png)));
    }

    /** What libwebp's checker says; it fails for a file that is damaged. */
    static String info(ByteBuffer webp, Path folder) throws Exception {
        return run("webpinfo", "webp", file(webp, folder).toString());
    }

    private static Path file(ByteBuffer webp, Path folder) throws IOException {
        byte[] bytes = new byte[webp.remaining()];
        webp.duplicate().get(bytes);
        return Files.write(folder.resolve("picture.webp"), bytes);
    }

    private static String run(String program, String debianPackage, String... arguments) throws Exception {
        boolean there = Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there) {
            System.out.println("SKIPPED: " + program + " is not here (Debian: apt install " + debianPackage + ")");
        }
        Assumptions.assumeTrue(there, () -> program + " is not here (Debian: apt install " + debianPackage + ")");
        List<String> command = Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " failed: " + printed);
        }
        return printed;
    }
}
