package org.obscura.camera.core.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;

import javax.imageio.ImageReadParam;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.image.ImageIoPlugins;

/** Renders small JPEG images, upright and with the aspect ratio of the original. */
final class PreviewRenderer {
    static final int WIDTH = 640;
    private static final float QUALITY = 0.85f;

    private final Decoders decoders;

    PreviewRenderer(Decoders decoders) {
        this.decoders = decoders;
    }

    /**
     * Renders a preview of an encoded image.
     *
     * @param orientation by how many degrees clockwise the image is turned
     * @param width the maximum width
     * @throws IOException for every failure
     */
    byte[] of(ByteBuffer image, String format, int orientation, int width) throws IOException {
        return of(image, format, orientation, width, QUALITY);
    }

    private byte[] of(ByteBuffer image, String format, int orientation, int width, float quality) throws IOException {
        if (format.equals(ImageFormat.JPEG.name())) {
            JpegHeader.of(image).checkLimits(image.remaining());
        }
        Resolution minimumSize = orientation % 180 == 0 ? new Resolution(width, 1) : new Resolution(1, width);
        try (Frame small = decoders.decode(image, format, minimumSize)) {
            if (small != null) {
                return ImageIoPlugins.jpeg(upright(FrameImages.of(small), orientation, width), quality);
            }
        }
        BufferedImage read = ImageIoPlugins.read(image, format, reader -> {
            JpegHeader.check(reader.getWidth(0), reader.getHeight(0));
            ImageReadParam param = reader.getDefaultReadParam();
            int side = orientation % 180 == 0 ? reader.getWidth(0) : reader.getHeight(0);
            int step = Math.max(1, side / width);
            param.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, param);
        });
        return ImageIoPlugins.jpeg(upright(read, orientation, width), quality);
    }

    /** Renders a preview of a frame that became no image. */
    byte[] of(Frame frame, int orientation) throws IOException {
        return of(frame, orientation, WIDTH, QUALITY);
    }

    /** Renders a small image of a frame. */
    byte[] of(Frame frame, int orientation, int width, float quality) throws IOException {
        if (frame.getPixelFormat() == PixelFormat.JPEG) {
            return of(frame.getData(), ImageFormat.JPEG.name(), orientation, width, quality);
        }
        return ImageIoPlugins.jpeg(upright(FrameImages.of(frame), orientation, width), quality);
    }

    private static BufferedImage upright(BufferedImage image, int orientation, int maximumWidth) {
        boolean turned = orientation % 180 != 0;
        int width = turned ? image.getHeight() : image.getWidth();
        int height = turned ? image.getWidth() : image.getHeight();
        double scale = Math.min(1, (double) maximumWidth / width);
        int toWidth = Math.max(1, (int) Math.round(width * scale));
        int toHeight = Math.max(1, (int) Math.round(height * scale));
        BufferedImage result = new BufferedImage(toWidth, toHeight, BufferedImage.TYPE_3BYTE_BGR);
        AffineTransform turn = new AffineTransform();
        turn.translate(toWidth / 2.0, toHeight / 2.0);
        turn.rotate(Math.toRadians(orientation));
        turn.scale(scale, scale);
        turn.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, turn, null);
        graphics.dispose();
        return result;
    }
}
