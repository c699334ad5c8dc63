package org.obscura.camera.support.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegReaderTest {
    private static final int LARGEST = 1 << 20;
    private static final byte[] A = Samples.jpeg(40, 30, 1);
    private static final byte[] B = Samples.jpeg(200, 100, 2);
    private static final byte[] C = Samples.jpeg(40, 30, 3);

    /** Gives at most so many bytes at once, as a socket does. */
    private static final class Slow extends InputStream {
        private final InputStream in;
        private final int most;
        private final Random random = new Random(1);

        Slow(byte[] bytes, int most) {
            this.in = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            return in.read(to, offset, Math.min(length, 1 + random.nextInt(most)));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<byte[]> images(InputStream in) throws IOException {
        JpegReader reader = new JpegReader(in, LARGEST);
        List<byte[]> images = new ArrayList<>();
        while (true) {
            try {
                images.add(Samples.bytes(reader.next().image().data()));
            } catch (EOFException e) {
                return images;
            }
        }
    }

    private static void assertImages(List<byte[]> actual, byte[]... expected) {
        assertEquals(expected.length, actual.size());
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual.get(i), "image " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // as it should be, and what cameras make of it
            "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 1234\r\n\r\n", "\r\n--frame\n\n", "", "\r\n\r\n",
            "--another--\r\nContent-Length: 9999999\r\n\r\n",
            "\u0001\u0002\u0003"})
    void whateverStandsBetween_isSkipped(String between) throws IOException {
        byte[] stream = Samples.join(ascii(between), A, ascii(between), B, ascii(between), C, ascii(between));
        assertImages(images(new ByteArrayInputStream(stream)), A, B, C);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 5000})
    void piecesOfAnySize_giveTheSameImages(int most) throws IOException {
        byte[] stream = Samples.join(A, ascii("\r\n--x\r\n\r\n"), B, Samples.withSegment(C, 0xe1, A), B);
        assertImages(images(new Slow(stream, most)), A, B, Samples.withSegment(C, 0xe1, A), B);
    }

    @Test
    void halfAnImage_isSkipped() throws IOException {
        byte[] stream = Samples.join(Arrays.copyOf(B, B.length / 2), ascii("\r\n--x\r\n\r\n"), A, Arrays.copyOf(B, 700), C,
                Arrays.copyOf(B, 200));
        assertImages(images(new Slow(stream, 300)), A, C);
    }

    @Test
    void missingTables_areInserted() throws IOException {
        List<byte[]> found = images(new Slow(Samples.join(Samples.withoutTables(B), Samples.withoutTables(A)), 50));
        assertEquals(2, found.size());
        assertArrayEquals(Samples.pixels(B), Samples.pixels(found.get(0)));
        assertArrayEquals(Samples.pixels(A), Samples.pixels(found.get(1)));
    }

    @Test
    void preamble_holdsTheHeadersOfThePart() throws IOException {
        byte[] stream = Samples.join(ascii("--x\r\nX-Timestamp: 1.5\r\n\r\n"), A, ascii("\r\n--x\r\nX-Timestamp: 2.5\r\n\r\n"), B);
        JpegReader reader = new JpegReader(new Slow(stream, 10), LARGEST);
        assertEquals("--x\r\nX-Timestamp: 1.5\r\n\r\n", reader.next().preamble());
        assertEquals("\r\n--x\r\nX-Timestamp: 2.5\r\n\r\n", reader.next().preamble());
    }

    @Test
    void longPreamble_keepsItsEnd() throws IOException {
        byte[] noise = new byte[100_000];
        Arrays.fill(noise, (byte) 'n');
        String preamble = new JpegReader(new Slow(Samples.join(noise, ascii("end"), A), 3000), LARGEST).next().preamble();
        assertEquals(4096, preamble.length());
        assertTrue(preamble.endsWith("nnnend"));
    }

    @Test
    void beginning_isWhenTheFirstByteWasRead() throws IOException {
        long[] handed = new long[2];
        InputStream in = new InputStream() {
            private int call;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                byte[][] pieces = {Arrays.copyOf(A, 100), Arrays.copyOfRange(A, 100, A.length), C};
                byte[] piece = pieces[call++];
                System.arraycopy(piece, 0, to, offset, piece.length);
                if (call < 3) {
                    handed[call - 1] = System.nanoTime();
                }
                return piece.length;
            }
        };
        JpegReader reader = new JpegReader(in, LARGEST);
        long began = reader.next().beganNanos();
        assertTrue(began - handed[0] >= 0, "after the first piece was read");
        assertTrue(handed[1] - began >= 0, "before the second one was");
        assertTrue(reader.next().beganNanos() - handed[1] >= 0);
    }

    @Test
    void imageLargerThanAllowed_isRefusedAndLeftBehind() throws IOException {
        int largest = A.length + 10;
        JpegReader reader = new JpegReader(new Slow(Samples.join(A, B, A), 100), largest);
        assertArrayEquals(A, Samples.bytes(reader.next().image().data()));
        JpegException refusal = assertThrows(JpegException.class, reader::next);
        assertEquals("more than " + largest + " bytes belong to one JPEG image, and that is the most that it may have",
                refusal.getMessage());
        assertArrayEquals(A, Samples.bytes(reader.next().image().data()));
    }

    @Test
    void endOfTheStream_isSaid() {
        assertThrows(EOFException.class, () -> new JpegReader(new ByteArrayInputStream(new byte[0]), LARGEST).next());
        assertThrows(EOFException.class, () -> new JpegReader(new ByteArrayInputStream(Arrays.copyOf(A, 300)), LARGEST).next());
    }

    @Test
    void imagesHandedOut_areNotTouchedByThoseThatFollow() throws IOException {
        JpegReader reader = new JpegReader(new ByteArrayInputStream(Samples.join(A, B, C)), LARGEST);
        JpegImage first = reader.next().image();
        reader.next();
        reader.next();
        assertArrayEquals(A, Samples.bytes(first.data()));
    }
}
