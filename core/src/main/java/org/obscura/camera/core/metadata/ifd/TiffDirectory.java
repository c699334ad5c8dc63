package org.obscura.camera.core.metadata.ifd;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** One directory of a TIFF structure: fields in order of tag, directories that hang on a tag, and data that a tag points at. */
public final class TiffDirectory {
    private final SortedMap<Integer, TiffValue> fields = new TreeMap<>();
    private final SortedMap<Integer, TiffDirectory> children = new TreeMap<>();
    private final SortedMap<Integer, byte[]> blobs = new TreeMap<>();
    private TiffDirectory next;
    private int keptNext;

    /** Sets a field; null removes it. */
    public void put(int tag, TiffValue value) {
        if (value == null) {
            fields.remove(tag);
        } else {
            fields.put(tag, value);
        }
    }

    public void putIfAbsent(int tag, TiffValue value) {
        fields.putIfAbsent(tag, value);
    }

    /** Takes fields out that were put in; what an existing block had stays. */
    public void leaveOut(BiPredicate<Integer, TiffValue> which) {
        fields.entrySet().removeIf(field -> !field.getValue().kept() && which.test(field.getKey(), field.getValue()));
    }

    public SortedMap<Integer, TiffValue> fields() {
        return fields;
    }

    /** The directory that a tag points at; made if there is none. */
    public TiffDirectory child(int tag) {
        fields.remove(tag);
        return children.computeIfAbsent(tag, t -> new TiffDirectory());
    }

    public void setChild(int tag, TiffDirectory child) {
        fields.remove(tag);
        children.put(tag, child);
    }

    public Map<Integer, TiffDirectory> children() {
        return children;
    }

    /** Data outside the directory; the tag's value is where they begin. */
    public void putBlob(int tag, byte[] data) {
        blobs.put(tag, data);
    }

    public Map<Integer, byte[]> blobs() {
        return blobs;
    }

    public void setNext(TiffDirectory directory) {
        next = directory;
    }

    public TiffDirectory next() {
        return next;
    }

    /** Where the next directory of an existing block is; 0: there is none. */
    public void setKeptNext(int offset) {
        keptNext = offset;
    }

    public int keptNext() {
        return keptNext;
    }

    public boolean isEmpty() {
        return fields.isEmpty() && children.isEmpty() && blobs.isEmpty();
    }

    public int entryCount() {
        return fields.size() + children.size() + blobs.size();
    }
}
