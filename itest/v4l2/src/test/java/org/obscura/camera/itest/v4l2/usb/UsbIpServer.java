package org.obscura.camera.itest.v4l2.usb;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves cameras to {@code usbip attach}. {@code UsbIpServer draw IMAGES} draws their images; {@code UsbIpServer PORT IMAGES
 * BUSID=PRODUCT=SERIAL...} serves, and takes orders as lines to the port behind: {@code BUSID unplug}, {@code BUSID FAULT on|off}.
 */
public final class UsbIpServer {
    private static final int VERSION = 0x0111;
    private static final int REQUEST_LIST = 0x8005;
    private static final int REPLY_LIST = 5;
    private static final int REPLY_IMPORT = 3;
    private static final int HIGH_SPEED = 3;

    private final Map<String, UvcCamera> cameras = new LinkedHashMap<>();
    private final Map<String, Socket> connections = new ConcurrentHashMap<>();

    /** What a thread does. */
    interface Work {
        void run() throws Exception;
    }

    private UsbIpServer() {
    }

    public static void main(String... args) throws Exception {
        if (args[0].equals("draw")) {
            CameraImages.draw(Path.of(args[1]));
            return;
        }
        UsbIpServer server = new UsbIpServer();
        CameraImages images = new CameraImages(Path.of(args[1]));
        for (int i = 2; i < args.length; i++) {
            UvcCamera camera = new UvcCamera(args[i], i - 1, images);
            server.cameras.put(camera.busId, camera);
        }
        int port = Integer.parseInt(args[0]);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket kernels = new ServerSocket(port, 8, loopback); ServerSocket orders = new ServerSocket(port + 1, 8, loopback)) {
            daemon("accept", () -> {
                while (true) {
                    Socket socket = kernels.accept();
                    socket.setTcpNoDelay(true);
                    daemon("usbip", () -> server.serve(socket));
                }
            });
            say("READY");
            while (true) {
                try (Socket order = orders.accept()) {
                    server.obey(order.getInputStream());
                    order.getOutputStream().write('\n'); // done
                }
            }
        }
    }

    static void daemon(String name, Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                say(name + " ends: " + e);
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private void obey(InputStream from) throws IOException {
        String line = new BufferedReader(new InputStreamReader(from, StandardCharsets.US_ASCII)).readLine();
        say("< " + line);
        String[] words = String.valueOf(line).split(" ");
        UvcCamera camera = cameras.get(words[0]);
        if (camera == null || words.length < 2) {
            say("? " + line);
        } else if (words[1].equals("unplug")) {
            Socket connection = connections.get(camera.busId);
            if (connection != null) {
                connection.close();
            }
        } else {
            camera.fault(words[1], words.length < 3 || words[2].equals("on"));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket;
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16))) {
            in.readUnsignedShort();
            int request = in.readUnsignedShort();
            in.readInt();
            out.writeShort(VERSION);
            if (request == REQUEST_LIST) {
                out.writeShort(REPLY_LIST);
                out.writeInt(0);
                out.writeInt(cameras.size());
                for (UvcCamera camera : cameras.values()) {
                    describe(camera, out);
                    out.write(UvcDescriptors.bytes(0x0e, 1, 0, 0, 0x0e, 2, 0, 0));
                }
                out.flush();
                return;
            }
            UvcCamera camera = cameras.get(new String(in.readNBytes(32), StandardCharsets.US_ASCII).trim());
            out.writeShort(REPLY_IMPORT);
            out.writeInt(camera == null ? 1 : 0);
            if (camera != null) {
                describe(camera, out);
            }
            out.flush();
            if (camera != null) {
                say(camera.busId + " plugged in");
                connections.put(camera.busId, socket);
                new UsbIpDevice(camera, socket, in, out).serve();
            }
        }
    }

    private static void describe(UvcCamera camera, DataOutputStream out) throws IOException {
        out.write(Arrays.copyOf(("/sys/devices/software/" + camera.busId).getBytes(StandardCharsets.US_ASCII), 256));
        out.write(Arrays.copyOf(camera.busId.getBytes(StandardCharsets.US_ASCII), 32));
        out.writeInt(1);
        out.writeInt(camera.number);
        out.writeInt(HIGH_SPEED);
        out.writeShort(0x1d6b);
        out.writeShort(0x0102);
        out.writeShort(1);
        out.write(UvcDescriptors.bytes(0xef, 2, 1, 0, 1, 2));
    }
}
