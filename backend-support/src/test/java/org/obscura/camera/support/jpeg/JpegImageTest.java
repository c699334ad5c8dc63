package org.obscura.camera.support.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegImageTest {
    private static final byte[] JPEG = Samples.jpeg(97, 61, 1);

    private static JpegImage find(byte[] bytes) throws IOException {
        return JpegImage.find(bytes, 0, bytes.length);
    }

    private static String problem(byte[] bytes) {
        return assertThrows(JpegException.class, () -> find(bytes)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wholeImage_isFoundAsItIs(boolean progressive) throws IOException {
        byte[] jpeg = Samples.jpeg(97, 61, 1, progressive);
        JpegImage image = find(jpeg);
        assertArrayEquals(jpeg, Samples.bytes(image.data()));
        assertEquals(97, image.width());
        assertEquals(61, image.height());
    }

    @Test
    void bytesBeforeAndBehind_areLeftOut() throws IOException {
        byte[] before = {1, (byte) 0xff, 0, (byte) 0xff, (byte) 0xd9, 7};
        byte[] behind = new byte[1000];
        Arrays.fill(behind, 500, 502, (byte) 0xff);
        behind[502] = (byte) 0xd9; // what an earlier, longer image left in the buffer
        assertArrayEquals(JPEG, Samples.bytes(find(Samples.join(before, JPEG, behind)).data()));
    }

    @Test
    void offsetAndLength_boundTheSearch() throws IOException {
        byte[] bytes = Samples.join(Samples.jpeg(16, 16, 0), JPEG, Samples.jpeg(16, 16, 0));
        int first = Samples.jpeg(16, 16, 0).length;
        assertArrayEquals(JPEG, Samples.bytes(JpegImage.find(bytes, first, JPEG.length).data()));
        assertThrows(JpegException.class, () -> JpegImage.find(bytes, first, JPEG.length - 1));
    }

    @Test
    void cutAnywhere_isNoImage() {
        for (int length = 0; length < JPEG.length; length++) {
            byte[] part = Arrays.copyOf(JPEG, length);
            assertTrue(problem(part).startsWith(length + " bytes "), problem(part));
        }
    }

    @Test
    void problem_saysWhatIsWrong() {
        byte[] garbage = new byte[5000];
        Arrays.fill(garbage, (byte) 0x55);
        assertEquals("5000 bytes hold no JPEG image", problem(garbage));
        assertEquals(JPEG.length / 2 + " bytes stop before the JPEG image ends", problem(Arrays.copyOf(JPEG, JPEG.length / 2)));
        assertEquals("20 bytes stop within the head of a JPEG image", problem(Arrays.copyOf(JPEG, 20)));
        byte[] damaged = JPEG.clone();
        damaged[22] = 0; // the length of the second segment
        damaged[23] = 0;
        assertEquals(JPEG.length + " bytes hold a JPEG image that is damaged", problem(damaged));
    }

    @Test
    void imageBrokenOffByAnother_yieldsTheOther() throws IOException {
        byte[] half = Arrays.copyOf(Samples.jpeg(64, 64, 3), 900);
        assertArrayEquals(JPEG, Samples.bytes(find(Samples.join(half, JPEG)).data()));
    }

    @Test
    void thumbnailInASegment_isNotTheImage() throws IOException {
        byte[] jpeg = Samples.withSegment(JPEG, 0xe1, Samples.jpeg(16, 16, 2));
        assertArrayEquals(jpeg, Samples.bytes(find(jpeg).data()));
    }

    @Test
    void missingTables_areInserted() throws IOException {
        byte[] bare = Samples.withoutTables(JPEG);
        assertTrue(bare.length < JPEG.length);
        byte[] found = Samples.bytes(find(Samples.join(bare, new byte[100])).data());
        assertArrayEquals(Samples.pixels(JPEG), Samples.pixels(found));
    }

    @Test
    void insertedTables_areThoseOfTheStandardEncoder() throws IOException {
        // the JDK's encoder uses the tables of annex K.3, so putting them back restores its four tables; it writes them one segment each
        byte[] found = Samples.bytes(find(Samples.withoutTables(JPEG)).data());
        int[] lengths = {12, 162, 12, 162};
        int expected = 4;
        for (int values : lengths) {
            expected += 1 + 16 + values;
        }
        assertEquals(Samples.withoutTables(JPEG).length + expected, found.length);
    }

    @Test
    void fillBytesBeforeAMarker_areKept() throws IOException {
        byte[] filled = Samples.join(Arrays.copyOf(JPEG, 2), Samples.bytes(0xff, 0xff), Arrays.copyOfRange(JPEG, 2, JPEG.length - 2),
                Samples.bytes(0xff, 0xff, 0xd9));
        assertArrayEquals(filled, Samples.bytes(find(filled).data()));
    }

    /** Doorbells and network cameras leave such bytes; libjpeg skips them. */
    @Test
    void bytesBetweenSegments_areKept() throws IOException {
        for (byte[] stray : new byte[][] {Samples.bytes(0, 0, 0, 0, 0, 0), Samples.bytes(0x55), Samples.bytes(0xff, 0, 7),
                Samples.bytes(0xff, 0xd0)}) {
            for (int at : new int[] {2, 20}) {
                byte[] jpeg = Samples.join(Arrays.copyOf(JPEG, at), stray, Arrays.copyOfRange(JPEG, at, JPEG.length));
                JpegImage image = find(Samples.join(Samples.bytes(1, 2), jpeg, Samples.bytes(3)));
                assertArrayEquals(jpeg, Samples.bytes(image.data()));
                assertEquals(97, image.width());
                byte[] half = Arrays.copyOf(jpeg, 30);
                assertArrayEquals(JPEG, Samples.bytes(find(Samples.join(half, JPEG)).data()));
            }
        }
    }

    @Test
    void endWithoutAScan_isNoImage() {
        assertEquals("4 bytes hold a JPEG image that is damaged", problem(Samples.bytes(0xff, 0xd8, 0xff, 0xd9)));
    }

    @Test
    void randomBytes_neverFailOtherwise() {
        Random random = new Random(7);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = JPEG.clone();
            for (int k = random.nextInt(20); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
            }
            try {
                JpegImage image = find(bytes);
                byte[] data = Samples.bytes(image.data());
                assertEquals(0xd8, data[1] & 0xff);
                assertEquals(0xd9, data[data.length - 1] & 0xff);
                found++;
            } catch (JpegException e) {
                assertTrue(e.getMessage().contains(" bytes "), e.getMessage());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        assertTrue(found > 0, "some stay whole on the outside");
    }

    /** What a hostile camera may send at the place of a head: each must be passed over once. */
    @ParameterizedTest
    @ValueSource(strings = {"00ff00", "00ffd0", "ffdb000400000001", "ffd8ffdbffff0000"})
    void aHeadOfBytesThatBelongToNoSegmentIsReadInBoundedTime(String repeated) {
        byte[] part = HexFormat.of().parseHex(repeated);
        byte[] bytes = new byte[16 << 20];
        ByteBuffer hostile = ByteBuffer.wrap(bytes).put(HexFormat.of().parseHex("ffd8ffdb00040000"));
        while (hostile.remaining() >= part.length && (part.length < 8 || hostile.position() < 1 << 16)) {
            hostile.put(part);
        }
        assertTimeoutPreemptively(Duration.ofSeconds(Integer.getInteger("test.timeout", 60)),
                () -> assertThrows(JpegException.class, () -> JpegImage.find(bytes, 0, bytes.length)));
    }
}
