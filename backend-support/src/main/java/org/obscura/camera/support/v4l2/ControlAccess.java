package org.obscura.camera.support.v4l2;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Lists, reads and writes the controls of an open node. Structures are read and written by offset, as they lie on 64-bit machines. For one
 * thread.
 */
public final class ControlAccess {
    /** Also lists those of other classes, but none with more than one value. */
    private static final int NEXT = 0x8000_0000;
    private static final int ITEM_BYTES = 20;
    private static final int VALUE = 12;
    private static final int EVENT_CONTROL = 3;
    private static final int MOST = 500;

    private final OpenNode node;
    /** The menus of controls by their numbers: they do not change. */
    private final Map<Integer, Map<Long, String>> menus = new HashMap<>();

    /**
     * Makes the access to a node.
     *
     * @param node the node
     */
    public ControlAccess(OpenNode node) {
        this.node = node;
    }

    /**
     * Lists the controls that have a value, without those about which the camera refuses to answer, or says what cannot be.
     *
     * @return the controls, in the order of their numbers
     * @throws KernelException if the driver refuses
     */
    public List<Control> list() throws KernelException {
        Map<String, Control> controls = new LinkedHashMap<>();
        OptionalInt id = OptionalInt.of(0);
        for (int i = 0; i < MOST && id.isPresent(); i++) {
            int before = id.getAsInt();
            ByteBuffer b = block(Ioctl.QUERY_EXT_CTRL.size()).putInt(0, before | NEXT);
            try {
                id = has(Ioctl.QUERY_EXT_CTRL, b) ? OptionalInt.of(b.getInt(0)) : OptionalInt.empty();
                if (id.isPresent()) {
                    add(controls, b);
                }
            } catch (KernelException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
                id = ControlMapping.standardAfter(before); // the driver does not say which control it was
            }
        }
        return List.copyOf(controls.values());
    }

    private void add(Map<String, Control> controls, ByteBuffer b) throws KernelException {
        int type = b.getInt(4);
        if (type >= 1 && type <= Control.Type.values().length) {
            Control control = control(b, Control.Type.values()[type - 1]);
            ControlMapping mapping = ControlMapping.of(control);
            if (control.hasValue() && mapping.suits(control)) {
                controls.putIfAbsent(mapping.key(), control);
                menus.put(control.id(), control.menu());
            }
        }
    }

    /** Returns whether the camera answers, but not about a control that its driver lists. */
    private static boolean isRefusal(KernelException e) {
        return !e.isGone() && e.errno() != KernelException.ETIMEDOUT;
    }

    private Control control(ByteBuffer b, Control.Type type) throws KernelException {
        long min = b.getLong(40);
        long max = b.getLong(48);
        Map<Long, String> menu = type == Control.Type.MENU || type == Control.Type.INTEGER_MENU ? menu(b.getInt(0), type, min, max)
                : Map.of();
        return new Control(b.getInt(0), type, text(b, 8, 32).strip(), min, max, b.getLong(56), b.getLong(64), b.getInt(72), menu);
    }

    /** Saves the calls that list the menus again. */
    void remember(Collection<Control> controls) {
        controls.forEach(control -> menus.put(control.id(), control.menu()));
    }

    private Map<Long, String> menu(int id, Control.Type type, long min, long max) throws KernelException {
        Map<Long, String> known = menus.get(id);
        if (known != null) {
            return known;
        }
        Map<Long, String> menu = new LinkedHashMap<>();
        for (long i = min; i <= max && i < min + MOST; i++) {
            ByteBuffer b = block(Ioctl.QUERYMENU.size()).putInt(0, id).putInt(4, (int) i);
            try {
                if (has(Ioctl.QUERYMENU, b)) {
                    menu.put(i, type == Control.Type.INTEGER_MENU ? String.valueOf(b.getLong(8)) : text(b, 8, 32).strip());
                }
            } catch (KernelException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
            }
        }
        return menu;
    }

    /** Reads a value: a number, or a text. */
    Object read(Control control) throws KernelException {
        ByteBuffer[] blocks = blocks(control);
        node.pass(Ioctl.G_EXT_CTRLS, blocks);
        ByteBuffer item = blocks[1];
        return switch (control.type()) {
            case STRING -> text(blocks[2], 0, blocks[2].capacity());
            case INTEGER64 -> item.getLong(VALUE);
            case BITMASK -> Integer.toUnsignedLong(item.getInt(VALUE));
            default -> (long) item.getInt(VALUE);
        };
    }

    /** Writes a value. */
    void write(Control control, Object value) throws KernelException {
        node.pass(Ioctl.S_EXT_CTRLS, blocks(new ControlState.Setting(control, value)));
    }

    /**
     * Returns the blocks by which {@link Ioctl#S_EXT_CTRLS} writes a value.
     *
     * @param setting the control and its value
     * @return the blocks, as {@link OpenNode} has them
     */
    public static ByteBuffer[] blocks(ControlState.Setting setting) {
        ByteBuffer[] blocks = blocks(setting.control());
        switch (setting.control().type()) {
            case STRING -> blocks[2].put(0, Arrays.copyOf(((String) setting.value()).getBytes(StandardCharsets.UTF_8),
                    blocks[2].capacity() - 1));
            case INTEGER64 -> blocks[1].putLong(VALUE, (Long) setting.value());
            default -> blocks[1].putInt(VALUE, ((Long) setting.value()).intValue());
        }
        return blocks;
    }

    /**
     * Returns the value in the blocks of one control.
     *
     * @param blocks the blocks of {@link #blocks(ControlState.Setting)}, or what a driver made of them
     * @return its bytes, of a length that the type of the control decides
     */
    public static byte[] value(List<byte[]> blocks) {
        byte[] item = blocks.get(1);
        return blocks.size() > 2 ? blocks.get(2) : Arrays.copyOfRange(item, VALUE, item.length);
    }

    private static ByteBuffer[] blocks(Control control) {
        ByteBuffer list = block(Ioctl.S_EXT_CTRLS.size()).putInt(4, 1); // one item; the first field 0: current values
        ByteBuffer item = block(ITEM_BYTES).putInt(0, control.id());
        if (control.type() != Control.Type.STRING) {
            return new ByteBuffer[] {list, item};
        }
        ByteBuffer text = block((int) control.max() + 1);
        item.putInt(4, text.capacity());
        return new ByteBuffer[] {list, item, text};
    }

    /**
     * Lets the driver note when another program changes a control, for {@link #changed()}.
     *
     * @return false if the driver does not do that
     */
    boolean watch(Control control) throws KernelException {
        return has(Ioctl.SUBSCRIBE_EVENT, block(Ioctl.SUBSCRIBE_EVENT.size()).putInt(0, EVENT_CONTROL).putInt(4, control.id()));
    }

    /** Returns the ids of watched controls that other programs have changed since the call before, and which modes have restricted. */
    Set<Integer> changed() throws KernelException {
        Set<Integer> ids = new LinkedHashSet<>();
        ByteBuffer b = block(Ioctl.DQEVENT.size());
        try {
            while (true) {
                node.pass(Ioctl.DQEVENT, b);
                ids.add(b.getInt(96));
            }
        } catch (KernelException e) {
            if (e.errno() != KernelException.ENOENT) { // no more events
                throw e;
            }
        }
        return ids;
    }

    private boolean has(Ioctl request, ByteBuffer block) throws KernelException {
        try {
            node.pass(request, block);
            return true;
        } catch (KernelException e) {
            if (e.isAbsent()) {
                return false;
            }
            throw e;
        }
    }

    private static ByteBuffer block(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    private static String text(ByteBuffer b, int offset, int length) {
        byte[] bytes = new byte[length];
        b.get(offset, bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }
}
