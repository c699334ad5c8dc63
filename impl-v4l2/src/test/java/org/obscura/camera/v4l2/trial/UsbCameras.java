package org.obscura.camera.v4l2.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cameras of the USB/IP server, and what their images say of themselves. */
final class UsbCameras {
    private static final int MAX_TRIES = 60;

    private final int port;

    UsbCameras(int port) {
        this.port = port;
    }

    /** Plugs a camera in. While the kernel looks at one that was just plugged in, usbip cannot read which are, and gives up. */
    void attach(String busId) throws IOException, InterruptedException {
        for (int tries = 1;; tries++) {
            try {
                run("usbip", "--tcp-port", String.valueOf(port), "attach", "-r", "127.0.0.1", "-b", busId);
                return;
            } catch (IOException e) {
                if (tries == MAX_TRIES || !String.valueOf(e.getMessage()).contains("open vhci_driver")) {
                    throw e;
                }
                Thread.sleep(1000); // usbip has no event for it
            }
        }
    }

    /** Gives an order to the server, and returns when it is obeyed. */
    void order(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port + 1)) {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
        }
    }

    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }

    /** What the comment of an image says: camera, number, nanos, and the controls. */
    static Map<String, String> facts(byte[] jpeg) {
        Map<String, String> facts = new LinkedHashMap<>();
        int length = ByteBuffer.wrap(jpeg).getShort(4);
        for (String word : new String(jpeg, 6, length - 2, StandardCharsets.US_ASCII).split(" ")) {
            int equals = word.indexOf('=');
            facts.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return facts;
    }

    /** The image without its comment. */
    static byte[] withoutComment(byte[] jpeg) {
        int length = ByteBuffer.wrap(jpeg).getShort(4);
        byte[] rest = new byte[jpeg.length - length - 2];
        System.arraycopy(jpeg, 0, rest, 0, 2);
        System.arraycopy(jpeg, 4 + length, rest, 2, rest.length - 2);
        return rest;
    }
}
