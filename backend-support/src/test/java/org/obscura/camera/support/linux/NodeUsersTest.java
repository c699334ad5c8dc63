package org.obscura.camera.support.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeUsersTest {
    private static final String NODE = "/dev/video0";

    @TempDir
    private Path proc;

    private Path process(int number, String name, String open) throws Exception {
        Path process = Files.createDirectories(proc.resolve(String.valueOf(number)));
        Files.writeString(process.resolve("comm"), name + "\n");
        Files.createSymbolicLink(Files.createDirectory(process.resolve("fd")).resolve("3"), Path.of(open));
        Files.writeString(process.resolve("maps"), "7f00-7f01 r--p 00000000 08:01 42    /usr/lib/libc.so\n");
        return process;
    }

    @Test
    void programThatHasTheNodeOpen_isFound() throws Exception {
        process(10, "other", "/dev/video01");
        assertEquals("", NodeUsers.find(proc, NODE));
        process(11, "viewer", NODE);
        assertEquals("viewer (process 11)", NodeUsers.find(proc, NODE));
    }

    /** Whatever the order in which the folder lists them. */
    @Test
    void programThatTakesImages_precedesThoseThatHaveTheNodeOpen() throws Exception {
        for (int number = 20; number < 30; number++) {
            process(number, "idle", NODE);
        }
        Files.writeString(process(15, "grabber", NODE).resolve("maps"), "7f00-7f01 r--s 00000000 00:05 99       " + NODE + "\n");
        assertEquals("grabber (process 15)", NodeUsers.find(proc, NODE));
    }

    @Test
    void processThatEnds_isPassedOver() throws Exception {
        Files.delete(process(30, "gone", NODE).resolve("comm"));
        process(31, "viewer", NODE);
        assertEquals("viewer (process 31)", NodeUsers.find(proc, NODE));
    }

    @Test
    void remedyForANodeOfAGroup_namesTheGroup() {
        String remedy = NodeUsers.remedy("anna", "root", "cameras", PosixFilePermissions.fromString("rw-rw----"));
        assertTrue(remedy.contains("usermod -aG cameras anna"), remedy);
        assertTrue(remedy.contains("new login"), remedy);
    }

    @ParameterizedTest
    @CsvSource({"root, rw-rw----", "video, rw-------", "video, rw-r--r--"})
    void remedyForANodeThatNoGroupMayUse_isARuleOfUdev(String group, String permissions) {
        String remedy = NodeUsers.remedy("anna", "root", group, PosixFilePermissions.fromString(permissions));
        assertTrue(remedy.startsWith("only root has it"), remedy);
        assertTrue(remedy.contains("MODE=\"0660\""), remedy);
    }

    @Test
    void nodesWithOneRemedy_areNamedTogether() {
        assertEquals("", NodeUsers.denied());
        String denied = NodeUsers.denied("/no/video0", "/no/video1");
        assertTrue(denied.startsWith("No permission for /no/video0, /no/video1: "), denied);
    }
}
