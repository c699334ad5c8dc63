package org.obscura.camera.core.image;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

import org.obscura.camera.core.config.EditSettings.Position;

/** Writes a line of text on an image: white, on a box that darkens what is behind it. */
final class TextOverlay {
    /** By how much of the image's height a text is high. */
    private static final int PART = 30;
    private static final int SMALLEST = 10;
    private static final float BOX = 0.55f;

    private TextOverlay() {
    }

    /**
     * Writes a text.
     *
     * @param size its height in pixels; 0: as fits the image
     */
    static void write(Pixels image, String text, Position position, int size) {
        int wanted = size > 0 ? size : Math.max(SMALLEST, image.height() / PART);
        BufferedImage line = line(text, wanted, image.width());
        int width = line.getWidth();
        int height = line.getHeight();
        byte[] gray = new byte[width * height];
        byte[] opacity = new byte[width * height];
        for (int i = 0; i < gray.length; i++) {
            int argb = line.getRGB(i % width, i / width);
            gray[i] = (byte) argb;
            opacity[i] = (byte) (argb >>> 24);
        }
        int x = switch (position) {
            case TOP_LEFT, BOTTOM_LEFT -> 0;
            case TOP, BOTTOM -> (image.width() - width) / 2;
            case TOP_RIGHT, BOTTOM_RIGHT -> image.width() - width;
        };
        int y = switch (position) {
            case TOP_LEFT, TOP, TOP_RIGHT -> 0;
            case BOTTOM_LEFT, BOTTOM, BOTTOM_RIGHT -> image.height() - height;
        };
        image.overlay(gray, opacity, width, x, y);
    }

    /** Returns the text with its box, no wider than the image if that is possible. */
    private static BufferedImage line(String text, int size, int maximumWidth) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, size);
        FontMetrics metrics = metrics(font);
        int width = metrics.stringWidth(text) + size;
        if (width > maximumWidth && size > SMALLEST) {
            int smaller = Math.max(SMALLEST, (int) ((long) size * maximumWidth / width));
            font = font.deriveFont((float) smaller);
            metrics = metrics(font);
            width = metrics.stringWidth(text) + smaller;
        }
        BufferedImage line = new BufferedImage(Math.min(width, Math.max(1, maximumWidth)), metrics.getHeight(),
                BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = line.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.setColor(new Color(0, 0, 0, BOX));
        graphics.fillRect(0, 0, line.getWidth(), line.getHeight());
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.setFont(font);
        graphics.drawString(text, font.getSize() / 2, metrics.getAscent());
        graphics.dispose();
        return line;
    }

    private static FontMetrics metrics(Font font) {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();
        try {
            return graphics.getFontMetrics(font);
        } finally {
            graphics.dispose();
        }
    }
}
