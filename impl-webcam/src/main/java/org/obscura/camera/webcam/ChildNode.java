package org.obscura.camera.webcam;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.support.v4l2.KernelException;
import org.obscura.camera.support.v4l2.OpenNode;
import org.obscura.camera.webcam.child.ControlCall;
import org.obscura.camera.webcam.child.DriverException;
import org.obscura.camera.webcam.child.Protocol;

/** The node of a camera that is open in its process. */
final class ChildNode implements OpenNode {
    private final CaptureProcess child;
    private final Duration limit;
    private Exception lost;

    private ChildNode(CaptureProcess child, Duration limit) {
        this.child = child;
        this.limit = limit;
    }

    /**
     * Opens a node in a process.
     *
     * @param path such as {@code /dev/video0}
     * @param limit how long each request may take
     * @param restores whether the process restores what is changed when it ends
     * @throws DriverException if this machine gives no access to its controls
     */
    static ChildNode open(CaptureProcess child, String path, Duration limit, boolean restores)
            throws DriverException, TimeoutException, CaptureProcess.ProcessExitedException {
        child.ask(limit, Protocol.NODE, path, String.valueOf(restores));
        return new ChildNode(child, limit);
    }

    @Override
    public void pass(Ioctl request, ByteBuffer... blocks) throws KernelException {
        List<String> answer = send(List.of(Protocol.CONTROL, call(request, blocks).text()));
        int error = Integer.parseInt(answer.get(0));
        if (error != 0) {
            throw new KernelException(request.name(), error, KernelException.isUnanswered(error) ? "no answer" : "refused by the driver");
        }
        List<byte[]> answered = ControlCall.parse(answer.get(1)).blocks();
        for (int i = 0; i < blocks.length; i++) {
            blocks[i].put(0, answered.get(i));
        }
    }

    /** Sends a command to the process, whose silence counts as that of the driver. */
    List<String> send(List<String> command) throws KernelException {
        try {
            return child.ask(limit, command.toArray(String[]::new));
        } catch (TimeoutException | CaptureProcess.ProcessExitedException | DriverException e) {
            lost = e;
            throw new KernelException(command.get(0), KernelException.ENODEV, e.getMessage());
        }
    }

    /** Returns a request as it travels. */
    static ControlCall call(Ioctl request, ByteBuffer... blocks) {
        return new ControlCall(request.code(), Arrays.stream(blocks).map(ByteBuffer::array).toList(),
                IntStream.range(0, blocks.length - 1).map(Ioctl::link).toArray());
    }

    /** Returns why the process did not answer a request; null if it answered all. */
    Exception lost() {
        return lost;
    }
}
