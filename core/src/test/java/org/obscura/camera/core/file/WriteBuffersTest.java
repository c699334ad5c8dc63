package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class WriteBuffersTest {
    private final WriteBuffers buffers = new WriteBuffers();

    @Test
    void parts_areWrittenWhole_howeverTheyFitTheBuffer_andStayAsTheyAre() throws Exception {
        byte[] bytes = new byte[3 * WriteBuffers.SIZE + 7];
        new Random(1).nextBytes(bytes);
        for (int first : new int[] {0, 1, WriteBuffers.SIZE - 1, WriteBuffers.SIZE, WriteBuffers.SIZE + 1, bytes.length}) {
            ByteBuffer head = ByteBuffer.wrap(bytes, 0, first);
            ByteBuffer rest = ByteBuffer.wrap(bytes, first, bytes.length - first).asReadOnlyBuffer();
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            buffers.write(List.of(head, rest), Channels.newChannel(written));
            assertArrayEquals(bytes, written.toByteArray(), () -> "split at " + first);
            assertEquals(bytes.length, head.remaining() + rest.remaining());
        }
    }

    @Test
    void channelThatTakesFewBytes_getsAll() throws Exception {
        byte[] bytes = new byte[1000];
        new Random(2).nextBytes(bytes);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        buffers.write(List.of(ByteBuffer.wrap(bytes)), new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) {
                int length = Math.min(7, source.remaining());
                for (int i = 0; i < length; i++) {
                    written.write(source.get());
                }
                return length;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {
                // nothing is open
            }
        });
        assertArrayEquals(bytes, written.toByteArray());
    }
}
