package org.obscura.camera.support.v4l2;

/** The requests of {@code linux/videodev2.h} that are used, with the size of their structure on 64-bit machines. */
public enum Ioctl {
    QUERYCAP(Ioctl.READ, 0, 104),
    ENUM_FMT(Ioctl.READ_WRITE, 2, 64),
    G_FMT(Ioctl.READ_WRITE, 4, 208),
    S_FMT(Ioctl.READ_WRITE, 5, 208),
    REQBUFS(Ioctl.READ_WRITE, 8, 20),
    QUERYBUF(Ioctl.READ_WRITE, 9, 88),
    QBUF(Ioctl.READ_WRITE, 15, 88),
    DQBUF(Ioctl.READ_WRITE, 17, 88),
    STREAMON(Ioctl.WRITE, 18, 4),
    STREAMOFF(Ioctl.WRITE, 19, 4),
    S_PARM(Ioctl.READ_WRITE, 22, 204),
    QUERYMENU(Ioctl.READ_WRITE, 37, 44),
    G_EXT_CTRLS(Ioctl.READ_WRITE, 71, 32),
    S_EXT_CTRLS(Ioctl.READ_WRITE, 72, 32),
    ENUM_FRAMESIZES(Ioctl.READ_WRITE, 74, 44),
    ENUM_FRAMEINTERVALS(Ioctl.READ_WRITE, 75, 52),
    DQEVENT(Ioctl.READ, 89, 136),
    SUBSCRIBE_EVENT(Ioctl.WRITE, 90, 32),
    QUERY_EXT_CTRL(Ioctl.READ_WRITE, 103, 232);

    private static final int WRITE = 1;
    private static final int READ = 2;
    private static final int READ_WRITE = 3;

    private final long code;
    private final int size;

    Ioctl(int direction, int number, int size) {
        this.code = (long) direction << 30 | (long) size << 16 | 'V' << 8 | number;
        this.size = size;
    }

    /**
     * Returns the number that the kernel knows it by.
     *
     * @return the number
     */
    public long code() {
        return code;
    }

    /**
     * Returns the bytes of the structure that is passed.
     *
     * @return the size
     */
    public int size() {
        return size;
    }

    /**
     * Returns where a block of {@code G_EXT_CTRLS} and {@code S_EXT_CTRLS} has the address of the next: the structure that of the item,
     * the item that of a text.
     *
     * @param block 0: the structure, 1: the item
     * @return the offset in bytes
     */
    public static int link(int block) {
        return block == 0 ? 24 : 12;
    }
}
