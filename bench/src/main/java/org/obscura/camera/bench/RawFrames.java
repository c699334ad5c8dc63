package org.obscura.camera.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.obscura.camera.Resolution;

/** The frames as files, for programs, and the programs that can make JPEG files of them. */
record RawFrames(Resolution size, Path all, Path each, Path ppm) {

    static RawFrames of(Resolution size, List<byte[]> frames) throws IOException {
        Path folder = Folder.empty("raw");
        Path all = folder.resolve("all.bgr");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(all))) {
            for (int i = 0; i < frames.size(); i++) {
                out.write(frames.get(i));
                Files.write(folder.resolve("each" + i + ".bgr"), frames.get(i));
                byte[] rgb = frames.get(i).clone();
                for (int at = 0; at < rgb.length; at += 3) {
                    rgb[at] = frames.get(i)[at + 2];
                    rgb[at + 2] = frames.get(i)[at];
                }
                try (OutputStream ppm = Files.newOutputStream(folder.resolve("each" + i + ".ppm"))) {
                    ppm.write(("P6\n" + size.width() + " " + size.height() + "\n255\n").getBytes(StandardCharsets.US_ASCII));
                    ppm.write(rgb);
                }
            }
        }
        return new RawFrames(size, all, folder.resolve("each%d.bgr"), folder.resolve("each"));
    }

    /** Returns those that are installed. */
    Map<String, Burst.Contender> peers(int quality) throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        Map<String, Burst.Contender> peers = new LinkedHashMap<>();
        String dimensions = size.width() + "x" + size.height();
        if (isInstalled("ffmpeg")) {
            for (int scale : new int[] {2, 3}) {
                peers.put("ffmpeg image2, -q:v " + scale,
                        (count, folder) -> execute(List.of("ffmpeg", "-nostdin", "-v", "error", "-stream_loop", "-1",
                                "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", dimensions, "-i", all.toString(), "-frames:v", "" + count,
                                "-q:v", "" + scale,
                                "-f", "image2", folder.resolve("%05d.jpg").toString())));
            }
        }
        if (isInstalled("gst-launch-1.0")) {
            peers.put("GStreamer jpegenc ! multifilesink", (count, folder) -> execute(List.of("gst-launch-1.0", "-q", "multifilesrc",
                    "location=" + each, "start-index=0", "stop-index=" + (Scene.FRAMES - 1), "loop=true", "num-buffers=" + count,
                    "caps=video/x-raw,format=BGR,width=" + size.width() + ",height=" + size.height() + ",framerate=30/1", "!", "jpegenc",
                    "quality=" + quality, "!", "multifilesink", "sync=false", "location=" + folder.resolve("%05d.jpg"))));
        }
        if (isInstalled("cjpeg")) {
            String script = "seq " + "$1" + " | xargs -P $2 -I{} sh -c 'exec cjpeg -quality " + quality + " -outfile \"$0/{}.jpg\" \"" + ppm
                    + "$(({} % " + Scene.FRAMES + ")).ppm\"' \"$3\"";
            peers.put("cjpeg, " + processors + " processes at once",
                    (count, folder) -> execute(List.of("sh", "-c", script, "sh", "" + count,
                            "" + processors, folder.toString())));
        }
        Compiled.program("libjpeg-turbo-peer", "libturbojpeg0", "-l:libturbojpeg.so.0").ifPresent(program -> peers.put(
                "libjpeg-turbo and nothing else, " + processors + " threads",
                (count, folder) -> execute(List.of(program.toString(), "" + size.width(),
                        "" + size.height(), all.toString(), "" + count, "" + quality, "" + processors, folder.toString()))));
        return peers;
    }

    private static boolean isInstalled(String program) {
        for (String folder : new ArrayList<>(List.of(System.getenv("PATH").split(":")))) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        System.out.println(program + " is not installed and is left out");
        return false;
    }

    private static void execute(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed with " + process.exitValue());
        }
    }
}
