package org.obscura.camera.core.metadata.ifd;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

/** One directory of a TIFF structure: fields in order of tag, directories that hang on a tag, and data that a tag points at. */
public final class TiffDirectory {
    public static final int THUMBNAIL_OFFSET = 0x0201;
    public static final int THUMBNAIL_LENGTH = 0x0202;
    private final SortedMap<Integer, TiffValue> fields = new TreeMap<>();
    /** Further fields of an existing directory whose tag is in {@link #fields} already. */
    private final Map<Integer, List<TiffValue>> repeated = new HashMap<>();
    private final SortedMap<Integer, TiffDirectory> children = new TreeMap<>();
    private final Map<Integer, byte[]> blobs = new HashMap<>();
    private final List<TiffValue> replaced = new ArrayList<>();
    private final int offset;
    private final int length;
    private final List<TiffDirectory> absorbed = new ArrayList<>();
    private @Nullable TiffDirectory next;
    private int keptNext;

    /** Creates a directory that no block has yet. */
    public TiffDirectory() {
        this(-1, 0);
    }

    /** Creates a directory of an existing block. */
    TiffDirectory(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }

    /** Returns where the directory is in an existing block; -1: in none. */
    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** Returns whether an existing block has the directory. */
    public boolean isKept() {
        return offset >= 0;
    }

    /** Sets a field. */
    public void put(int tag, TiffValue value) {
        keepReplaced(tag, fields.put(tag, value));
    }

    /** Removes a field. */
    public void remove(int tag) {
        keepReplaced(tag, fields.remove(tag));
    }

    private void keepReplaced(int tag, @Nullable TiffValue old) {
        List<TiffValue> more = repeated.isEmpty() ? null : repeated.remove(tag);
        if (old != null && old.kept()) {
            replaced.add(old);
        }
        if (more != null) {
            replaced.addAll(more);
        }
    }

    public void putIfAbsent(int tag, TiffValue value) {
        fields.putIfAbsent(tag, value);
    }

    /** Adds a field that was read; a tag may occur twice. */
    void add(int tag, TiffValue value) {
        if (fields.putIfAbsent(tag, value) != null) {
            repeated.computeIfAbsent(tag, t -> new ArrayList<>()).add(value);
        }
    }

    public boolean has(int tag) {
        return fields.containsKey(tag) || children.containsKey(tag) || blobs.containsKey(tag);
    }

    /** Takes fields out that were put in; what an existing block had stays. */
    public void leaveOut(BiPredicate<Integer, TiffValue> which) {
        fields.entrySet().removeIf(field -> !field.getValue().kept() && which.test(field.getKey(), field.getValue()));
    }

    public SortedMap<Integer, TiffValue> fields() {
        return fields;
    }

    /** Returns all further fields of tags that {@link #fields()} has. */
    Collection<List<TiffValue>> repeated() {
        return repeated.values();
    }

    /** Returns the further fields of a tag. */
    List<TiffValue> repeated(Integer tag) {
        return repeated.isEmpty() ? List.of() : repeated.getOrDefault(tag, List.of());
    }

    /** Returns the fields of the existing block that were replaced or removed. */
    List<TiffValue> replaced() {
        return replaced;
    }

    /** Returns the directory that a tag points at; made if there is none. */
    public TiffDirectory child(int tag) {
        TiffDirectory child = children.get(tag);
        if (child == null) {
            child = new TiffDirectory();
            setChild(tag, child);
        }
        return child;
    }

    void setChild(int tag, TiffDirectory child) {
        remove(tag);
        children.put(tag, child);
    }

    public Map<Integer, TiffDirectory> children() {
        return children;
    }

    /** Takes over the fields of another directory of the same block, whose own place is given up. */
    void absorb(TiffDirectory other) {
        absorbed.add(other);
        other.fields.forEach(this::add);
        other.repeated.forEach((tag, values) -> values.forEach(value -> add(tag, value)));
    }

    /** Returns the directories whose fields this one has taken over. */
    List<TiffDirectory> absorbed() {
        return absorbed;
    }

    /** Returns whether this directory or one below it is at a place of an existing block. */
    boolean isPlaceOfAny(int place) {
        return offset == place || children.values().stream().anyMatch(child -> child.isPlaceOfAny(place));
    }

    /** Removes directories that were made and hold nothing. */
    public void removeEmptyChildren() {
        children.values().removeIf(child -> !child.isKept() && child.entryCount() == 0);
    }

    /** Sets data outside the directory; the tag's value is where they begin. */
    public void putBlob(int tag, byte[] data) {
        blobs.put(tag, data);
    }

    Map<Integer, byte[]> blobs() {
        return blobs;
    }

    public void setNext(TiffDirectory directory) {
        next = directory;
    }

    public void removeNext() {
        next = null;
    }

    /** Returns the next directory; null: there is none. */
    public @Nullable TiffDirectory next() {
        return next;
    }

    /** Sets where the next directory of an existing block is; 0: there is none. */
    void setKeptNext(int offset) {
        keptNext = offset;
    }

    int keptNext() {
        return keptNext;
    }

    /** Returns from where to where the thumbnail is that a directory of an existing block points at. */
    Optional<int[]> thumbnail(ByteOrder order, int limit) {
        TiffValue at = fields.get(THUMBNAIL_OFFSET);
        TiffValue size = fields.get(THUMBNAIL_LENGTH);
        if (at == null || size == null || !at.isPointer() || !size.isPointer()) {
            return Optional.empty();
        }
        long from = at.number(order);
        long to = from + size.number(order);
        return to > limit ? Optional.empty() : Optional.of(new int[] {(int) from, (int) to});
    }

    int entryCount() {
        int count = fields.size() + children.size() + blobs.size();
        for (List<TiffValue> more : repeated.values()) {
            count += more.size();
        }
        return count;
    }
}
