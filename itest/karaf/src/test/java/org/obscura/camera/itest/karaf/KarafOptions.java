package org.obscura.camera.itest.karaf;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;

/** A Karaf as it is downloaded, with ports of its own and with no place to fetch bundles from but folders of this build. */
final class KarafOptions {
    static final Path TARGET = Path.of("target").toAbsolutePath();
    static final Path ARCHIVE = TARGET.resolve("kit/apache-karaf.zip");
    static final Path KAR = Path.of(System.getProperty("obscura.kar", "none.kar"));
    static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    private static final Path LOCAL_REPOSITORY = TARGET.resolve("local-repository");
    private static final Path KAR_CONTENT = TARGET.resolve("kar");
    private static final int FIRST_PORT = 22_000;
    private static final int LAST_PORT = 32_000;
    private static final String MAVEN = "org.ops4j.pax.url.mvn";

    private KarafOptions() {
    }

    /** Settings by file in etc, then by key. */
    static Map<String, Map<String, String>> settings(String repositories) throws IOException {
        // Karaf keeps copies there, and would take those of an earlier build
        delete(LOCAL_REPOSITORY);
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        List<String> ports = freePorts(4);
        all.put("org.apache.karaf.management.cfg", Map.of("rmiRegistryPort", ports.get(0), "rmiServerPort", ports.get(1)));
        all.put("org.apache.karaf.shell.cfg", Map.of("sshPort", ports.get(2)));
        all.put("org.ops4j.pax.web.cfg",
                Map.of("org.osgi.service.http.port", ports.get(3), "org.ops4j.pax.web.listening.addresses", "127.0.0.1"));
        all.put(MAVEN + ".cfg", Map.of(MAVEN + ".repositories", repositories,
                MAVEN + ".localRepository", LOCAL_REPOSITORY.toString(), MAVEN + ".useFallbackRepositories", "false",
                MAVEN + ".globalChecksumPolicy", "ignore"));
        return all;
    }

    /** What the KAR holds is a Maven repository with everything that Karaf does not have itself. */
    static String repository() throws IOException {
        delete(KAR_CONTENT);
        unzip(KAR, KAR_CONTENT);
        return KAR_CONTENT.resolve("repository").toUri() + "@id=obscura@snapshots";
    }

    static Option karaf() throws IOException {
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration().frameworkUrl(ARCHIVE.toUri().toString()).name("Apache Karaf")
                        .unpackDirectory(TARGET.resolve("exam").toFile()),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(), logLevel(LogLevel.WARN), keepRuntimeFolder(),
                vmOptions(QUICK_START.split(" ")),
                systemProperty("java.awt.headless").value("true")));
        // else a listener of a test is never heard again when the machine stood still for five seconds
        options.add(editConfigurationFilePut("etc/org.apache.felix.eventadmin.impl.EventAdmin.cfg", "org.apache.felix.eventadmin.Timeout",
                "0"));
        settings(repository() + "," + TARGET.resolve("exam-repository").toUri() + "@id=exam").forEach((file, values) -> values
                .forEach((key, value) -> options.add(editConfigurationFilePut("etc/" + file, key, value))));
        return composite(options.toArray(Option[]::new));
    }

    /** Below those that systems give to outgoing connections: of these one might get hold of a port before Karaf does. */
    private static List<String> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            while (sockets.size() < count) {
                int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
                try {
                    sockets.add(new ServerSocket(port));
                } catch (BindException e) {
                    continue; // taken
                }
            }
            return sockets.stream().map(socket -> String.valueOf(socket.getLocalPort())).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    static void unzip(Path archive, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(archive); ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path place = folder.resolve(entry.getName()).normalize();
                if (!place.startsWith(folder)) {
                    throw new IOException(entry.getName() + " leads out of " + archive);
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(place);
                } else {
                    Files.createDirectories(place.getParent());
                    Files.copy(zip, place, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
