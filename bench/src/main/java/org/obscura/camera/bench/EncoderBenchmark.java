package org.obscura.camera.bench;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.core.image.PngEncoder;
import org.obscura.camera.core.metadata.MetadataWriter;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The parts of a capture that work on the image. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EncoderBenchmark {
    /** The size of the frame. */
    @Param({"640x480", "1280x720", "1920x1080"})
    public String size;

    private Obscura obscura;
    private ImageEncoder turbo;
    private final ImageEncoder imageIo = new ImageIoEncoder();
    private final ImageEncoder png = new PngEncoder();
    private Frame frame;
    private ByteBuffer encoded;

    /** Makes the frame. */
    @Setup
    public void open() throws Exception {
        Resolution resolution = Resolution.parse(size);
        frame = new MemoryFrame(resolution, PixelFormat.BGR24, Scene.frames(resolution).get(0), 0, Instant.EPOCH);
        obscura = new Obscura(true);
        turbo = obscura.turbo();
        encoded = imageIo.encode(frame, "jpeg", 90);
    }

    /** Stops the framework. */
    @TearDown
    public void close() throws Exception {
        obscura.close();
    }

    /** Encodes by libjpeg-turbo, with the copies from and to the heap. */
    @Benchmark
    public ByteBuffer turboJpeg() throws Exception {
        return turbo.encode(frame, "jpeg", 90);
    }

    /** Encodes by the JDK. */
    @Benchmark
    public ByteBuffer imageIo() throws Exception {
        return imageIo.encode(frame, "jpeg", 90);
    }

    /** Encodes PNG by our encoder. */
    @Benchmark
    public ByteBuffer png() throws Exception {
        return png.encode(frame, "png", 90);
    }

    /** Encodes PNG by the JDK. */
    @Benchmark
    public ByteBuffer imageIoPng() throws Exception {
        return imageIo.encode(frame, "png", 90);
    }

    /** Writes metadata into the encoded image. */
    @Benchmark
    public ByteBuffer metadata() throws Exception {
        return MetadataWriter.write(encoded, "jpeg", Map.of(MetadataKeys.SOFTWARE, "Obscura", MetadataKeys.ORIENTATION, 0), null);
    }
}
