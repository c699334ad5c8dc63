package org.obscura.camera.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.obscura.camera.Resolution;

/** The system's libpng, called by a small program in C, which takes the time itself, so its start does not count. */
record LibpngPeer(Path program) {
    /** Filter, level and strategy as numbers of libpng and zlib; -1: as it comes. */
    private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("libpng as it comes", "-1 -1 -1");
        SETTINGS.put("libpng, level 1", "-1 1 -1");
        SETTINGS.put("libpng, level 1, filter Sub", "16 1 -1");
        SETTINGS.put("libpng, Huffman alone, filter Sub", "16 1 2");
    }

    /** Compiles the program; empty, and says so, where it cannot be compiled. */
    static Optional<LibpngPeer> build() throws Exception {
        return Compiled.program("libpng-peer", "libpng-dev", "-lpng").map(LibpngPeer::new);
    }

    Map<String, PngPeers.Contender> contenders(Resolution size, Path frames) {
        Map<String, PngPeers.Contender> contenders = new LinkedHashMap<>();
        SETTINGS.forEach((name, setting) -> contenders.put(name, count -> run(size, frames, count, setting.split(" "))));
        return contenders;
    }

    private PngPeers.Made run(Resolution size, Path frames, int count, String[] setting) throws Exception {
        Path last = frames.resolveSibling("last.png");
        Process process = new ProcessBuilder(
                List.of(program.toString(), "" + size.width(), "" + size.height(), frames.toString(), "" + count, setting[0],
                        setting[1], setting[2], last.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("libpng failed with " + process.exitValue());
        }
        String[] numbers = printed.split(" ");
        return new PngPeers.Made(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Files.readAllBytes(last));
    }
}
