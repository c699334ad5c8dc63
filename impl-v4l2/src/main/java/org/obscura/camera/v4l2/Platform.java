package org.obscura.camera.v4l2;

import java.util.Set;

/** Which machines the structures are laid out for. */
final class Platform {
    /** 64 bits, and requests numbered in the usual way; the others of JNA are not. */
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64", "riscv64", "loongarch64", "s390x");

    private Platform() {
    }

    /** Returns why cameras cannot be used on such a machine; "" if they can. */
    static String obstacle(String os, String arch) {
        if (!os.equals("Linux")) {
            return "V4L2 is an API of the Linux kernel, and this is " + os + ". Use another backend, such as org.obscura.camera.webcam";
        }
        if (!ARCHITECTURES.contains(arch)) {
            return "V4L2 is used on 64-bit Linux alone (" + String.join(", ", ARCHITECTURES.stream().sorted().toList())
                    + "), and this Java is for " + arch
                    + ". Use a 64-bit Java, or another backend, such as org.obscura.camera.webcam";
        }
        return "";
    }

    static String obstacle() {
        return obstacle(System.getProperty("os.name"), System.getProperty("os.arch"));
    }
}
