package org.obscura.camera.simulated;

import org.obscura.camera.ControlKeys;
import org.obscura.camera.Region;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;

/** Exposes the card as the controls say: region and zoom crop, focus blurs, the others change the colours. The strips stay as they are. */
final class ImageEffects {
    private static final double NORMAL_NANOS = ControlValues.NORMAL_TIME.toNanos();
    /** Rows of an image as high as this blur by one pixel for each dioptre. */
    private static final double BLUR_ROWS = 240;

    private final int width;
    private final int height;
    private final int depth;
    private final boolean blueFirst;

    ImageEffects(Resolution size, PixelFormat format) {
        width = size.width();
        height = size.height();
        depth = format.bytesPerPixel();
        blueFirst = format == PixelFormat.BGR24;
    }

    /** Returns a new image. */
    byte[] apply(byte[] card, ControlValues controls, Resolution largest) {
        byte[] image = crop(card, controls, largest);
        int radius = controls.isAutomatic(ControlKeys.FOCUS_MODE) ? 0
                : (int) Math.round(Math.abs(controls.number(ControlKeys.FOCUS_DISTANCE) - ControlValues.NORMAL_FOCUS) * height / BLUR_ROWS);
        if (radius > 0) {
            image = blur(blur(image, radius, width, depth, height, width * depth), radius, height, width * depth, width, depth);
        }
        colour(image, controls);
        int strips = FrameStrip.top(height) * width * depth;
        System.arraycopy(card, strips, image, strips, card.length - strips);
        return image;
    }

    private byte[] crop(byte[] card, ControlValues controls, Resolution largest) {
        Region region = controls.region();
        double zoom = controls.number(ControlKeys.ZOOM);
        double left = region == null ? 0 : region.x() / (double) largest.width();
        double top = region == null ? 0 : region.y() / (double) largest.height();
        double across = region == null ? 1 : region.width() / (double) largest.width();
        double down = region == null ? 1 : region.height() / (double) largest.height();
        left += across * (1 - 1 / zoom) / 2;
        top += down * (1 - 1 / zoom) / 2;
        across /= zoom;
        down /= zoom;
        if (across == 1 && down == 1) {
            return card.clone();
        }
        byte[] image = new byte[card.length];
        for (int y = 0; y < height; y++) {
            int row = Math.min(height - 1, (int) ((top + down * (y + 0.5) / height) * height)) * width;
            for (int x = 0; x < width; x++) {
                int from = (row + Math.min(width - 1, (int) ((left + across * (x + 0.5) / width) * width))) * depth;
                System.arraycopy(card, from, image, (y * width + x) * depth, depth);
            }
        }
        return image;
    }

    /** Returns the means of the pixels in a line on both sides of each pixel; lines of so many pixels, a step apart. */
    private byte[] blur(byte[] image, int radius, int length, int step, int lines, int lineStep) {
        byte[] result = new byte[image.length];
        for (int line = 0; line < lines; line++) {
            for (int channel = 0; channel < depth; channel++) {
                int begin = line * lineStep + channel;
                long sum = 0;
                for (int i = -radius; i <= radius; i++) {
                    sum += image[begin + clamp(i, length) * step] & 0xff;
                }
                for (int i = 0; i < length; i++) {
                    result[begin + i * step] = (byte) (sum / (2 * radius + 1));
                    sum += (image[begin + clamp(i + radius + 1, length) * step] & 0xff)
                            - (image[begin + clamp(i - radius, length) * step] & 0xff);
                }
            }
        }
        return result;
    }

    private static int clamp(int at, int length) {
        return Math.max(0, Math.min(length - 1, at));
    }

    private void colour(byte[] image, ControlValues controls) {
        double light = controls.exposureTime().toNanos() / NORMAL_NANOS * controls.gain();
        double warm = controls.isAutomatic(ControlKeys.WHITE_BALANCE_MODE) ? 1
                : Math.sqrt(controls.number(ControlKeys.WHITE_BALANCE_TEMPERATURE) / ControlValues.NORMAL_TEMPERATURE);
        double contrast = controls.number(ControlKeys.IMAGE_CONTRAST);
        double brightness = controls.number(ControlKeys.IMAGE_BRIGHTNESS) * 255;
        double saturation = controls.number(ControlKeys.IMAGE_SATURATION);
        int red = blueFirst ? 2 : 0;
        for (int at = 0; at < image.length; at += depth) {
            if (depth == 1) {
                image[at] = level((image[at] & 0xff) * light, contrast, brightness);
                continue;
            }
            double r = (image[at + red] & 0xff) * light * warm;
            double g = (image[at + 1] & 0xff) * light;
            double b = (image[at + 2 - red] & 0xff) * light / warm;
            double luma = 0.299 * r + 0.587 * g + 0.114 * b;
            image[at + red] = level(luma + saturation * (r - luma), contrast, brightness);
            image[at + 1] = level(luma + saturation * (g - luma), contrast, brightness);
            image[at + 2 - red] = level(luma + saturation * (b - luma), contrast, brightness);
        }
    }

    private static byte level(double light, double contrast, double brightness) {
        return (byte) Math.max(0, Math.min(255, Math.round((light - 127.5) * contrast + 127.5 + brightness)));
    }
}
