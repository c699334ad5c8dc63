package org.obscura.camera.v4l2;

/**
 * How luma and chroma are coded.
 *
 * @param bt709 as in high definition television (ITU-R BT.709), else as in standard definition (BT.601)
 * @param full whether values use all of 0 to 255, else luma 16 to 235 and chroma 16 to 240
 */
record YuvCoding(boolean bt709, boolean full) {
    private static final int COLORSPACE_REC709 = 3;
    private static final int COLORSPACE_JPEG = 7;
    private static final int ENCODING_709 = 2;
    private static final int ENCODING_XV709 = 4;
    private static final int QUANTIZATION_FULL = 1;

    /** Reads the three numbers of {@code v4l2_pix_format}; 0 is the default, which follows from the colour space. */
    static YuvCoding of(int colorspace, int encoding, int quantization) {
        boolean bt709 = encoding == 0 ? colorspace == COLORSPACE_REC709 : encoding == ENCODING_709 || encoding == ENCODING_XV709;
        boolean full = quantization == 0 ? colorspace == COLORSPACE_JPEG : quantization == QUANTIZATION_FULL;
        return new YuvCoding(bt709, full);
    }
}
