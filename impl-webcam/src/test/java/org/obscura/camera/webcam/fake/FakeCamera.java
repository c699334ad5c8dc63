package org.obscura.camera.webcam.fake;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import com.github.sarxos.webcam.WebcamDevice;

/**
 * A camera with a mood. Pixels are red = x, green = y, blue = number of the frame, and the first row's first eight hold in their red the
 * time at which the exposure began, in milliseconds since 1970, lowest byte first.
 */
final class FakeCamera implements WebcamDevice {
    private static final long INTERVAL = 20;

    private final Path file;
    private Dimension size;
    private boolean open;
    private long number = -1;
    private BufferedImage last;

    FakeCamera(Path file) {
        this.file = file;
    }

    private String mood() {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "unplugged";
        } catch (IOException e) {
            return "unplugged";
        }
    }

    @Override
    public String getName() {
        return mood().equals("nameless") ? null : file.getFileName().toString();
    }

    @Override
    public Dimension[] getResolutions() {
        if (mood().equals("impossible sizes")) {
            return new Dimension[] {new Dimension(-1, -1), new Dimension(0, 480), new Dimension(60_000, 60_000), new Dimension(640, 480)};
        }
        return new Dimension[] {new Dimension(64, 48), new Dimension(640, 480), new Dimension(2000, 1500)};
    }

    @Override
    public Dimension getResolution() {
        return size;
    }

    @Override
    public void setResolution(Dimension wanted) {
        size = mood().equals("other size") ? new Dimension(64, 48) : wanted;
    }

    @Override
    public void open() {
        if (mood().equals("hangs at opening")) {
            hang();
        } else if (mood().equals("refuses")) {
            throw new IllegalStateException("the shutter is closed");
        } else if (mood().equals("refuses at length")) {
            throw new IllegalStateException("the shutter is closed ".repeat(3_000));
        } else if (mood().equals("dies at opening")) {
            Runtime.getRuntime().halt(8);
        }
        open = true;
    }

    @Override
    public BufferedImage getImage() {
        switch (mood()) {
            case "unplugged":
                return null;
            case "stall":
                hang();
                return null;
            case "boom":
                throw new IllegalStateException("boom");
            case "crash":
                Runtime.getRuntime().halt(7);
                return null;
            case "short":
                return new BufferedImage(10, 10, BufferedImage.TYPE_3BYTE_BGR);
            case "frozen":
                last = last == null ? expose() : last;
                return last;
            case "flood":
                for (int i = 0; i < 50_000; i++) {
                    System.err.println("VIDIOC_DQBUF error " + i % 3);
                }
                throw new IllegalStateException("the flood is over");
            case "answers unasked":
                answerUnasked();
                return expose();
            case "twice":
                // each image twice, the second time as if it were new
                number++;
                last = number % 2 == 0 ? expose() : last;
                return copy(last);
            default:
                return expose();
        }
    }

    private BufferedImage expose() {
        long now = System.currentTimeMillis();
        // a frame of a steady camera: the one that began last is what comes next
        long began = now - now % INTERVAL;
        number = mood().equals("twice") ? number : number + 1;
        while (System.currentTimeMillis() < began + INTERVAL) {
            Thread.onSpinWait();
        }
        BufferedImage image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < size.height; y++) {
            for (int x = 0; x < size.width; x++) {
                image.setRGB(x, y, (x & 255) << 16 | (y & 255) << 8 | (int) (number & 255));
            }
        }
        for (int i = 0; i < 8; i++) {
            image.setRGB(i, 0, (int) (began >> 8 * i & 255) << 16 | (int) (number & 255));
        }
        return image;
    }

    /** What a driver can do that writes to the descriptor of the answers: one that looks good, again and again. */
    private static void answerUnasked() {
        byte[] answer = ("\u0001obscura\u0001ok\t7\t" + "1".repeat(60_000) + "\n").getBytes(StandardCharsets.UTF_8);
        Thread writer = new Thread(() -> {
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                while (true) {
                    out.write(answer);
                }
            } catch (IOException e) {
                return; // the reader has closed it
            }
        });
        writer.setDaemon(true);
        writer.start();
    }

    private static BufferedImage copy(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        copy.setData(image.getData());
        return copy;
    }

    private static void hang() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public void dispose() {
        close();
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
