package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;

/** What passes as a JPEG image without being decoded. */
class JpegValidatorTest {
    private static final Resolution SIZE = new Resolution(48, 32);

    private static final int MARK_OF_END = 2;

    private byte[] jpeg;

    @BeforeEach
    void encode() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_3BYTE_BGR), "jpeg", bytes);
        jpeg = bytes.toByteArray();
    }

    @Test
    void wholePictureAndOneWithBytesBehindItPass() {
        assertEquals(null, problem(jpeg));
        assertEquals(null, problem(Arrays.copyOf(jpeg, jpeg.length + 4096)));
    }

    @Test
    void fillBytesBeforeASegmentPass() {
        byte[] filled = new byte[jpeg.length + 3];
        System.arraycopy(jpeg, 0, filled, 0, 2);
        Arrays.fill(filled, 2, 5, (byte) 0xff);
        System.arraycopy(jpeg, 2, filled, 5, jpeg.length - 2);
        assertEquals(null, problem(filled));
    }

    @Test
    void pictureCutAnywhereDoesNotPass() {
        for (int length = 0; length < jpeg.length - MARK_OF_END; length++) {
            assertTrue(problem(Arrays.copyOf(jpeg, length)) != null, "cut to " + length + " of " + jpeg.length);
        }
    }

    @Test
    void anImageThatLacksOnlyTheMarkOfItsEndPasses() {
        assertEquals(null, problem(Arrays.copyOf(jpeg, jpeg.length - MARK_OF_END)));
        assertEquals(null, problem(Arrays.copyOf(jpeg, jpeg.length - 1)));
    }

    @Test
    void bytesBetweenSegmentsPass() {
        byte[] stray = new byte[jpeg.length + 6];
        System.arraycopy(jpeg, 0, stray, 0, 20);
        System.arraycopy(jpeg, 20, stray, 26, jpeg.length - 20);
        assertEquals(null, problem(stray));
    }

    @Test
    void whatIsWrongIsSaidWithTheByte() {
        byte[] twice = jpeg.clone();
        twice[21] = (byte) 0xd9;
        assertEquals("the JPEG has the marker of its end at byte 20, before its scan", problem(twice));
        assertEquals("the JPEG of 30 bytes is damaged or cut off at byte 20, before its scan", problem(Arrays.copyOf(jpeg, 30)));
    }

    /** Its pixels would need more bytes than there are, so none are decoded: this one would take gigabytes. */
    @Test
    void aCutImageThatClaimsMillionsOfPixelsIsRefusedAtOnce() {
        byte[] claims = Arrays.copyOf(jpeg, jpeg.length - MARK_OF_END);
        ByteBuffer buffer = ByteBuffer.wrap(claims);
        for (int at = 0; at < claims.length - 9; at++) {
            if (buffer.getShort(at) == (short) 0xffc0) {
                buffer.putShort(at + 5, (short) 60_000).putShort(at + 7, (short) 60_000);
            }
        }
        assertTrue(JpegValidator.validate(buffer, new Resolution(60_000, 60_000)).contains("cut off"));
    }

    @Test
    void pictureOfAnotherSizeDoesNotPass() {
        assertEquals("the JPEG header says 48x32, expected 32x48",
                JpegValidator.validate(ByteBuffer.wrap(jpeg), new Resolution(32, 48)));
    }

    @Test
    void bytesOfAllKindsAreAnswered() {
        java.util.Random random = new java.util.Random(3);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = jpeg.clone();
            for (int n = 0; n < 4; n++) {
                damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
            }
            problem(Arrays.copyOf(damaged, random.nextInt(damaged.length))); // throws nothing
        }
    }

    private static String problem(byte[] bytes) {
        return JpegValidator.validate(ByteBuffer.wrap(bytes), SIZE);
    }
}
