package org.obscura.camera.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The blocks of Java of one page, compiled against the classes of all modules. */
final class DocumentedCode implements AutoCloseable {
    /** The package of the classes around blocks. */
    static final String PACKAGE = "documented";

    private final List<JavaBlock> blocks;
    private final List<String> problems;
    private final URLClassLoader classes;

    private DocumentedCode(List<JavaBlock> blocks, List<String> problems, URLClassLoader classes) {
        this.blocks = blocks;
        this.problems = problems;
        this.classes = classes;
    }

    /** Compiles the blocks of a page into a folder. */
    static DocumentedCode compile(List<JavaBlock> blocks, Path folder) {
        List<Source> sources = new ArrayList<>();
        String base = Surroundings.class.getName();
        for (int i = 0; i < blocks.size(); i++) {
            JavaBlock block = blocks.get(i);
            sources.add(new Source(block, block.isFile() ? block.nameOfFile() : PACKAGE + "." + name(i), block.source(name(i), base)));
            base = block.isFile() ? base : name(i);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-d", folder.toString(), "-classpath", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            compiler.getTask(null, files, diagnostics, options, null, sources).call();
            URL[] place = {folder.toUri().toURL()};
            return new DocumentedCode(blocks, problems(diagnostics), new URLClassLoader(place, DocumentedCode.class.getClassLoader()));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(int block) {
        return "Block" + block;
    }

    private static List<String> problems(DiagnosticCollector<JavaFileObject> diagnostics) {
        return diagnostics.getDiagnostics().stream().filter(each -> each.getKind() == Diagnostic.Kind.ERROR).map(each -> {
            String message = each.getMessage(Locale.ROOT).lines().map(String::strip).collect(Collectors.joining("; "));
            return each.getSource() instanceof Source source ? source.block.place(each.getLineNumber()) + ": " + message : message;
        }).toList();
    }

    /** Returns what the compiler says, with the page and its line. */
    List<String> problems() {
        return problems;
    }

    /** Creates the class around the first block below a heading. */
    Surroundings around(String heading) throws ReflectiveOperationException {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).heading().equals(heading)) {
                return (Surroundings) classes.loadClass(PACKAGE + "." + name(i)).getConstructor().newInstance();
            }
        }
        throw new AssertionError("no block of Java is below " + heading + " in " + blocks);
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }

    /** A file for the compiler. */
    private static final class Source extends SimpleJavaFileObject {
        private final JavaBlock block;
        private final String text;

        Source(JavaBlock block, String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.block = block;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
