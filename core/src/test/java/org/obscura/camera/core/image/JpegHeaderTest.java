package org.obscura.camera.core.image;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegHeaderTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sizeProfileAndScansAreRead(boolean progressive) throws Exception {
        byte[] plain = JpegImages.of(300, 200, progressive);
        JpegHeader header = JpegHeader.of(ByteBuffer.wrap(plain));
        assertEquals(new JpegHeader(300, 200, header.scans(), false), header);
        assertTrue(progressive ? header.scans() > 1 : header.scans() == 1, header::toString);
        assertEquals(new JpegHeader(300, 200, header.scans(), true), JpegHeader.of(ByteBuffer.wrap(JpegImages.withLinearProfile(plain))));
    }

    @Test
    void anyBytesAreRead() throws Exception {
        byte[] jpeg = JpegImages.withLinearProfile(JpegImages.of(30, 20, true));
        for (int length = 0; length < jpeg.length; length++) {
            int end = length;
            assertDoesNotThrow(() -> JpegHeader.of(ByteBuffer.wrap(jpeg, 0, end)));
        }
        assertEquals(new JpegHeader(0, 0, 1, false), JpegHeader.of(ByteBuffer.wrap(new byte[100])));
    }

    @Test
    void sizeThatIsTooLargeForMemoryIsRefused() {
        String message = refusal(new JpegHeader(24_000, 24_000, 1, false), 10_000_000);
        assertTrue(message.contains("24000x24000") && message.contains("100000000"), message);
        assertDoesNotThrow(() -> new JpegHeader(10_000, 10_000, 1, false).checkLimits(10_000_000));
    }

    @Test
    void sizeThatIsTooLargeForTheBytesIsRefused() throws Exception {
        String message = refusal(new JpegHeader(9_000, 9_000, 1, false), 605);
        assertTrue(message.contains("9000x9000") && message.contains("605 bytes"), message);
        byte[] uniform = JpegImages.of(4000, 3000, true);
        assertDoesNotThrow(() -> JpegHeader.of(ByteBuffer.wrap(uniform)).checkLimits(uniform.length), "an image without detail is small");
    }

    @Test
    void imageInVeryManyScansIsRefused() throws Exception {
        byte[] jpeg = JpegImages.of(300, 200, true);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(jpeg, 0, jpeg.length - 2);
        int scan = lastScan(jpeg);
        for (int i = 0; i < 1000; i++) {
            many.write(Arrays.copyOfRange(jpeg, scan, jpeg.length - 2));
        }
        many.write(jpeg, jpeg.length - 2, 2);
        JpegHeader header = JpegHeader.of(ByteBuffer.wrap(many.toByteArray()));
        assertTrue(refusal(header, many.size()).contains(header.scans() + " scans"));
    }

    private static int lastScan(byte[] jpeg) {
        for (int i = jpeg.length - 2;; i--) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xda) {
                return i;
            }
        }
    }

    private static String refusal(JpegHeader header, int length) {
        return assertThrows(IOException.class, () -> header.checkLimits(length)).getMessage();
    }
}
