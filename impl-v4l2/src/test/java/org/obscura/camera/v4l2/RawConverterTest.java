package org.obscura.camera.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Resolution;

class RawConverterTest {
    /** Odd, so that the last pixel of a row has half a pair. */
    private static final int WIDTH = 5;
    private static final int HEIGHT = 3;
    private static final int STRIDE = 16;

    private static byte[] convert(VideoFormat format, YuvCoding coding, int y, int u, int v) {
        byte[] raw = new byte[STRIDE * HEIGHT * 2 + STRIDE];
        for (int row = 0; row < HEIGHT; row++) {
            for (int i = 0; i < STRIDE; i++) {
                raw[row * STRIDE + i] = (byte) switch (format) {
                    case YUYV -> i % 2 == 0 ? y : i % 4 == 1 ? u : v;
                    case UYVY -> i % 2 == 1 ? y : i % 4 == 0 ? u : v;
                    default -> y;
                };
            }
        }
        int chroma = STRIDE * HEIGHT;
        for (int i = 0; i < STRIDE * 2; i++) {
            if (format == VideoFormat.NV12) {
                raw[chroma + i] = (byte) (i % 2 == 0 ? u : v);
            } else if (format == VideoFormat.YU12) {
                raw[chroma + i] = (byte) (i < STRIDE / 2 * 2 ? u : v);
            }
        }
        RawConverter converter = new RawConverter(new Layout(format, new Resolution(WIDTH, HEIGHT), STRIDE, raw.length, coding));
        byte[] pixels = new byte[converter.pixelBytes()];
        converter.convert((offset, to, at, length) -> System.arraycopy(raw, (int) offset, to, at, length), pixels);
        return pixels;
    }

    /** The colours of ITU-R BT.601 and BT.709, whose codes are in the recommendations: pure ones, black and white. */
    @ParameterizedTest
    @CsvSource({"false,false,16,128,128,0,0,0", "false,false,235,128,128,255,255,255", "false,false,81,90,240,255,0,0",
            "false,false,145,54,34,0,255,0", "false,false,41,240,110,0,0,255", "true,false,63,102,240,255,0,0",
            "true,false,32,240,118,0,0,255",
            "false,true,0,128,128,0,0,0", "false,true,255,128,128,255,255,255", "false,true,76,85,255,255,0,0",
            "false,true,128,128,128,128,128,128"})
    void pureColours_areThemselves(boolean bt709, boolean full, int y, int u, int v, int red, int green, int blue) {
        for (VideoFormat format : new VideoFormat[] {VideoFormat.YUYV, VideoFormat.UYVY, VideoFormat.NV12, VideoFormat.YU12}) {
            byte[] pixels = convert(format, new YuvCoding(bt709, full), y, u, v);
            assertEquals(WIDTH * HEIGHT * 3, pixels.length);
            for (int i = 0; i < pixels.length; i += 3) {
                assertEquals(blue, pixels[i] & 0xff, 2, format + " blue of pixel " + i / 3);
                assertEquals(green, pixels[i + 1] & 0xff, 2, format + " green of pixel " + i / 3);
                assertEquals(red, pixels[i + 2] & 0xff, 2, format + " red of pixel " + i / 3);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"7,0,0,false,true", "1,0,0,false,false", "3,0,0,true,false", "8,1,0,false,false", "8,2,1,true,true", "8,0,2,false,false"})
    void codingOfTheDriver_isRead(int colorspace, int encoding, int quantization, boolean bt709, boolean full) {
        assertEquals(new YuvCoding(bt709, full), YuvCoding.of(colorspace, encoding, quantization));
    }
}
