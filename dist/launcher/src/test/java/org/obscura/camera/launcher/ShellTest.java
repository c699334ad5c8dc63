package org.obscura.camera.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
    /** One for all tests: it holds the JVM's streams, and the threads of an interrupted command may outlive a test. */
    private static final ThreadIOImpl THREADS = new ThreadIOImpl();

    static {
        THREADS.start();
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(THREADS);
    private final List<String> words = new ArrayList<>();
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);

    @BeforeEach
    void addCommands() {
        processor.addCommand("camera", (Function) this::note, "note");
        processor.addCommand("camera", (Function) this::fail, "fail");
        processor.addCommand("camera", (Function) this::hang, "hang");
        processor.addCommand("camera", (Function) this::say, "say");
        processor.addCommand("camera", (Function) this::write, "write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "/tmp/my dir/ä.jpg", "$x", "a;b", "*", "~", "{a,b}", "it's", "\"q\"", "\\", "a\\ b", "`ls`", "$(ls)",
            "#", "|",
            "a=b", "-m", "[1]", "two\nlines", "%(1+1)", "\uD83D\uDCF7"})
    void handsEachOfSeveralArgumentsOverAsItStands(String word) {
        assertEquals(Shell.OK, run("camera:note", word, "end"));
        assertEquals(List.of(word, "end"), words);
    }

    @Test
    void takesASingleArgumentAsScript() {
        assertEquals(Shell.OK, run("x = 1; camera:note $x; camera:note 'a;b'"));
        assertEquals(List.of("1", "a;b"), words);
    }

    @Test
    void findsCommandsWithoutTheirScope() {
        assertEquals(Shell.OK, run("note", "x"));
        assertEquals(List.of("x"), words);
    }

    @Test
    void endsWithTheCodeAShellWouldGive() {
        assertEquals(Shell.FAILED, run("camera:fail"));
        assertEquals("It failed" + System.lineSeparator(), err.toString(Charset.defaultCharset()));
        assertEquals(Shell.NOT_FOUND, run("camera:ntoe"));
        assertTrue(err.toString(Charset.defaultCharset())
                .endsWith("Command not found: camera:ntoe; did you mean 'camera:note'?" + System.lineSeparator()));
        assertEquals(Shell.NOT_FOUND, run("no such; command", "x"));
        assertEquals(Shell.FAILED, run("echo (("), "a line that cannot be read");
        assertEquals(7, run("exit 7; camera:note never"));
        assertEquals(Shell.FAILED, run("exit lots"));
        assertEquals("", out.toString(Charset.defaultCharset()));
    }

    @Test
    void messagesDoNotActOnTheTerminal() {
        assertEquals(Shell.FAILED, run("camera:fail", "no\u001b[2J\nfolder"));
        assertEquals("no\\u001b[2J\\nfolder" + System.lineSeparator(), err.toString(Charset.defaultCharset()));
        err.reset();
        assertEquals(Shell.NOT_FOUND, run("no\u001b[2J\nsuch", "x"));
        assertEquals("Command not found: no\\u001b[2J\\nsuch; help lists the commands" + System.lineSeparator(),
                err.toString(Charset.defaultCharset()));
    }

    @Test
    void runsTheLinesOfAPipeToTheEndAndGivesTheLastCode() {
        assertEquals(Shell.OK, pipe("camera:note 1\ncamera:fail\n\n  \ncamera:note 2\n"));
        assertEquals(List.of("1", "2"), words);
        assertEquals(Shell.FAILED, pipe("camera:note 3\ncamera:fail"));
        assertEquals(Shell.OK, pipe(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "gosh"})
    void runsAFileOfCommandsUpToTheFirstThatFails(String command, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("my script ä"),
                "camera:note $1 $2\n# a comment\ncamera:note *\ncamera:fail\ncamera:note never\n");
        assertEquals(Shell.FAILED, run(command, file.toString(), "a b", "c"));
        assertEquals(List.of("a b", "c"), words.subList(0, 2));
        assertFalse(words.contains("never"));
        assertEquals(Shell.FAILED, run(command, folder.resolve("none").toString()));
        assertTrue(err.toString(Charset.defaultCharset()).contains("There is no readable file '"), err.toString(Charset.defaultCharset()));
    }

    @Test
    void readsOnUntilACommandIsComplete() {
        assertEquals(Shell.OK, pipe("camera:note 'a\nb'\r\ncamera:note \\\nc\n"));
        assertEquals(List.of("a\nb", "c"), words);
    }

    @Test
    void leavesTheRestOfThePipeAfterExit() {
        assertEquals(3, pipe("exit 3\ncamera:note never\n"));
        assertEquals(List.of(), words);
    }

    @Test
    void endsTheRunningCommandWhenInterrupted() throws Exception {
        Shell shell = shell("");
        assertFalse(shell.interrupt(), "nothing runs");
        CompletableFuture<Integer> code = hanging(shell);
        assertTrue(shell.interrupt());
        assertEquals(Shell.INTERRUPTED, code.get(60, TimeUnit.SECONDS));
        assertEquals(Shell.OK, shell.run("camera:note after"), "the next command is not meant");
    }

    @Test
    void hasSaidAllWhenItIsEnded() throws Exception {
        Shell shell = shell("");
        CompletableFuture<Integer> code = hanging(shell);
        assertFalse(shell.end(Duration.ZERO), "it still runs");
        assertTrue(shell.interrupt());
        assertTrue(shell.end(Duration.ofSeconds(60)));
        assertEquals("Interrupted" + System.lineSeparator(), err.toString(Charset.defaultCharset()));
        assertEquals(Shell.INTERRUPTED, code.get(60, TimeUnit.SECONDS));
    }

    /** An interrupted thread that writes to a channel closes it, and a channel of a file closes the file. */
    @Test
    void keepsItsStreamsAndVariablesWhenACommandIsInterruptedWhileItWrites(@TempDir Path folder) throws Exception {
        Path outFile = folder.resolve("out");
        Path errFile = folder.resolve("err");
        try (OutputStream fileOut = new FileOutputStream(outFile.toFile());
                OutputStream fileErr = new FileOutputStream(errFile.toFile());
                Shell shell = new Shell(processor, InputStream.nullInputStream(), fileOut, fileErr)) {
            shell.run("x = kept");
            CompletableFuture<Integer> code = running(shell, "camera:write");
            assertTrue(shell.interrupt());
            assertEquals(Shell.INTERRUPTED, code.get(60, TimeUnit.SECONDS));
            assertTrue(written.await(60, TimeUnit.SECONDS));
            assertEquals(Shell.OK, shell.run("camera:say $x"));
        }
        // whether what the interrupted thread wrote arrives does not matter
        assertEquals("kept" + System.lineSeparator() + "kept", Files.readString(outFile).replace("o", ""));
        assertEquals("Interrupted" + System.lineSeparator() + "kept", Files.readString(errFile).replaceFirst("^!|!(?=kept$)", ""));
    }

    private CompletableFuture<Integer> hanging(Shell shell) throws InterruptedException {
        return running(shell, "camera:hang");
    }

    private CompletableFuture<Integer> running(Shell shell, String command) throws InterruptedException {
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> shell.run(command));
        assertTrue(waiting.await(60, TimeUnit.SECONDS), "the command runs");
        return code;
    }

    private int run(String... arguments) {
        try (Shell shell = shell("")) {
            return shell.run(List.of(arguments));
        }
    }

    private int pipe(String text) {
        try (Shell shell = shell(text)) {
            return new Prompt(shell, new PipeLines(shell.input())).run();
        }
    }

    private Shell shell(String input) {
        return new Shell(processor, new ByteArrayInputStream(input.getBytes(Charset.defaultCharset())), out, err);
    }

    private Object note(CommandSession session, List<Object> arguments) {
        arguments.forEach(each -> words.add(each.toString()));
        return null;
    }

    private Object fail(CommandSession session, List<Object> arguments) throws IOException {
        throw new IOException(arguments.isEmpty() ? "It failed" : arguments.get(0).toString());
    }

    private Object say(CommandSession session, List<Object> arguments) {
        System.out.print(arguments.get(0));
        System.err.print(arguments.get(0));
        return null;
    }

    private Object write(CommandSession session, List<Object> arguments) throws InterruptedException {
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.out.write('o');
            System.out.flush();
            System.err.write('!');
            System.err.flush();
            written.countDown();
            throw e;
        }
        return null;
    }

    private Object hang(CommandSession session, List<Object> arguments) throws InterruptedException {
        waiting.countDown();
        new CountDownLatch(1).await();
        return null;
    }
}
