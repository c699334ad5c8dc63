package org.obscura.camera.webcam.child;

import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/** A request to a driver about controls, on its way between the bundle and the child. */
public final class ControlCall {
    private static final String SEPARATOR = ":";

    private final long code;
    private final List<byte[]> blocks;
    private final int[] links;

    /**
     * Makes a call.
     *
     * @param code the number of the request
     * @param blocks the structure, and what it and the one after have the address of
     * @param links where each block but the last has the address of the next
     */
    public ControlCall(long code, List<byte[]> blocks, int... links) {
        this.code = code;
        this.blocks = List.copyOf(blocks);
        this.links = links.clone();
    }

    long code() {
        return code;
    }

    /**
     * Returns the blocks.
     *
     * @return the blocks; an answer is written into them
     */
    public List<byte[]> blocks() {
        return blocks;
    }

    int link(int block) {
        return links[block];
    }

    /** Returns a call of another request with copies of the blocks. */
    ControlCall with(long otherCode) {
        return new ControlCall(otherCode, blocks.stream().map(byte[]::clone).toList(), links);
    }

    /**
     * Returns it as text.
     *
     * @return what {@link #parse(String)} reads
     */
    public String text() {
        StringJoiner text = new StringJoiner(SEPARATOR).add(Long.toString(code));
        for (int i = 0; i < blocks.size(); i++) {
            text.add(HexFormat.of().formatHex(blocks.get(i)));
            if (i < links.length) {
                text.add(Integer.toString(links[i]));
            }
        }
        return text.toString();
    }

    /**
     * Reads a call.
     *
     * @param text what {@link #text()} made
     * @return the call
     * @throws IllegalArgumentException if it is no such text
     */
    public static ControlCall parse(String text) {
        String[] parts = text.split(SEPARATOR);
        byte[][] blocks = new byte[parts.length / 2][];
        int[] links = new int[Math.max(0, blocks.length - 1)];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = HexFormat.of().parseHex(parts[1 + 2 * i]);
            if (i < links.length) {
                links[i] = Integer.parseInt(parts[2 + 2 * i]);
            }
        }
        return new ControlCall(Long.parseLong(parts[0]), List.of(blocks), links);
    }
}
