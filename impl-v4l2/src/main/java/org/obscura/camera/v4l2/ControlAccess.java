package org.obscura.camera.v4l2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.sun.jna.Memory;

/** Lists, reads and writes the controls of an open node. For one thread. */
final class ControlAccess {
    /** Also lists those of other classes, but none with more than one value. */
    private static final int NEXT = 0x8000_0000;
    private static final int ITEM_BYTES = 20;
    private static final int EVENT_CONTROL = 3;
    private static final int MOST = 500;

    private final VideoNode node;

    ControlAccess(VideoNode node) {
        this.node = node;
    }

    /** Lists the controls that have a value. A camera that stops to answer ends the list. */
    List<Control> list() throws KernelException {
        List<Control> controls = new ArrayList<>();
        try (Memory m = VideoNode.structure(Ioctl.QUERY_EXT_CTRL)) {
            int id = 0;
            for (int i = 0; i < MOST; i++) {
                m.clear();
                m.setInt(0, id | NEXT);
                if (!node.has(Ioctl.QUERY_EXT_CTRL, m)) {
                    break;
                }
                id = m.getInt(0);
                int type = m.getInt(4);
                if (type >= 1 && type <= Control.Type.values().length) {
                    Control control = control(m, Control.Type.values()[type - 1]);
                    if (control.hasValue()) {
                        controls.add(control);
                    }
                }
            }
        }
        return controls;
    }

    private Control control(Memory m, Control.Type type) throws KernelException {
        long min = m.getLong(40);
        long max = m.getLong(48);
        Map<Long, String> menu = type == Control.Type.MENU || type == Control.Type.INTEGER_MENU ? menu(m.getInt(0), type, min, max)
                : Map.of();
        return new Control(m.getInt(0), type, VideoNode.text(m, 8, 32), min, max, m.getLong(56), m.getLong(64), m.getInt(72), menu);
    }

    private Map<Long, String> menu(int id, Control.Type type, long min, long max) throws KernelException {
        Map<Long, String> menu = new LinkedHashMap<>();
        try (Memory m = VideoNode.structure(Ioctl.QUERYMENU)) {
            for (long i = min; i <= max && i < min + MOST; i++) {
                m.clear();
                m.setInt(0, id);
                m.setInt(4, (int) i);
                if (node.has(Ioctl.QUERYMENU, m)) {
                    menu.put(i, type == Control.Type.INTEGER_MENU ? String.valueOf(m.getLong(8)) : VideoNode.text(m, 8, 32));
                }
            }
        }
        return menu;
    }

    /** Reads a value: a number, or a text. */
    Object read(Control control) throws KernelException {
        try (Memory item = new Memory(ITEM_BYTES); Memory text = new Memory(textBytes(control))) {
            prepare(item, control, text);
            pass(Ioctl.G_EXT_CTRLS, item);
            return switch (control.type()) {
                case STRING -> text.getString(0, StandardCharsets.UTF_8.name());
                case INTEGER64 -> item.getLong(12);
                case BITMASK -> Integer.toUnsignedLong(item.getInt(12));
                default -> (long) item.getInt(12);
            };
        }
    }

    /** Writes a value. */
    void write(Control control, Object value) throws KernelException {
        try (Memory item = new Memory(ITEM_BYTES); Memory text = new Memory(textBytes(control))) {
            prepare(item, control, text);
            switch (control.type()) {
                case STRING -> text.setString(0, (String) value, StandardCharsets.UTF_8.name());
                case INTEGER64 -> item.setLong(12, (Long) value);
                default -> item.setInt(12, ((Long) value).intValue());
            }
            pass(Ioctl.S_EXT_CTRLS, item);
        }
    }

    /**
     * Lets the driver note when another program changes a control, for {@link #changed()}.
     *
     * @return false if the driver does not do that
     */
    boolean watch(Control control) throws KernelException {
        try (Memory m = VideoNode.structure(Ioctl.SUBSCRIBE_EVENT)) {
            m.setInt(0, EVENT_CONTROL);
            m.setInt(4, control.id());
            return node.has(Ioctl.SUBSCRIBE_EVENT, m);
        }
    }

    /** Returns the ids of watched controls that other programs have changed since the call before, and which modes have restricted. */
    Set<Integer> changed() throws KernelException {
        Set<Integer> ids = new LinkedHashSet<>();
        try (Memory m = VideoNode.structure(Ioctl.DQEVENT)) {
            while (true) {
                node.control(Ioctl.DQEVENT, m);
                ids.add(m.getInt(96));
            }
        } catch (KernelException e) {
            if (e.errno() != KernelException.ENOENT) { // no more events
                throw e;
            }
        }
        return ids;
    }

    private static long textBytes(Control control) {
        return control.type() == Control.Type.STRING ? control.max() + 1 : 1;
    }

    private static void prepare(Memory item, Control control, Memory text) {
        item.clear();
        text.clear();
        item.setInt(0, control.id());
        if (control.type() == Control.Type.STRING) {
            item.setInt(4, (int) text.size());
            item.setPointer(12, text);
        }
    }

    private void pass(Ioctl request, Memory item) throws KernelException {
        try (Memory m = VideoNode.structure(request)) {
            m.setInt(4, 1); // one item; the first field 0: current values
            m.setPointer(24, item);
            node.control(request, m);
        }
    }
}
