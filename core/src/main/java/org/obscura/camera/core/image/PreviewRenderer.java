package org.obscura.camera.core.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** Makes small JPEG pictures, upright and with the shape of the original. */
final class PreviewRenderer {
    static final int WIDTH = 640;
    private static final float QUALITY = 0.85f;

    private final Decoders decoders;

    PreviewRenderer(Decoders decoders) {
        this.decoders = decoders;
    }

    /** A preview of an encoded picture, so wide at the most. */
    byte[] of(ByteBuffer picture, String format, int orientation, int width) throws IOException {
        Resolution minimumSize = orientation % 180 == 0 ? new Resolution(width, 1) : new Resolution(1, width);
        try (Frame small = decoders.decode(picture, format, minimumSize)) {
            if (small != null) {
                return encode(upright(FrameImages.of(small), orientation, width));
            }
        }
        byte[] bytes = new byte[picture.remaining()];
        picture.duplicate().get(bytes);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new java.io.ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("this Java cannot read the picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                ImageReadParam param = reader.getDefaultReadParam();
                int side = orientation % 180 == 0 ? reader.getWidth(0) : reader.getHeight(0);
                int step = Math.max(1, side / width);
                param.setSourceSubsampling(step, step, 0, 0);
                return encode(upright(reader.read(0, param), orientation, width));
            } finally {
                reader.dispose();
            }
        }
    }

    /** A preview of a frame that never became a picture. */
    byte[] of(Frame frame, int orientation) throws IOException {
        if (frame.getPixelFormat() == PixelFormat.JPEG) {
            return of(frame.getData(), ImageFormat.JPEG.name(), orientation, WIDTH);
        }
        return encode(upright(FrameImages.of(frame), orientation, WIDTH));
    }

    private static BufferedImage upright(BufferedImage image, int orientation, int most) {
        boolean lying = orientation % 180 != 0;
        int width = lying ? image.getHeight() : image.getWidth();
        int height = lying ? image.getWidth() : image.getHeight();
        double scale = Math.min(1, (double) most / width);
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

    private static byte[] encode(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
