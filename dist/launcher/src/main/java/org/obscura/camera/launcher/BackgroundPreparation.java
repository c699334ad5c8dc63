package org.obscura.camera.launcher;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.SAXException;

/**
 * Prepares what each start needs and what needs no framework, on a thread of its own while the main thread creates the framework: the XML
 * parser of Declarative Services, JNA, the engine's tables and image classes, the annotations of the command. Nothing depends on it: what
 * fails here fails again where it is needed, and is reported there.
 */
public final class BackgroundPreparation {
    private static final String JNA = "com.sun.jna.NativeLibrary";
    private static final String ENGINE = "org.obscura.camera.core.engine.WarmUp";
    private static final String COMMAND = "org.obscura.camera.shell.CaptureCommand";
    /** The classes of the runnable jar that it uses by their names. */
    public static final List<String> CLASSES = List.of(JNA, ENGINE, COMMAND);

    private BackgroundPreparation() {
    }

    /** A part of the work. */
    interface Step {
        /** Runs to its end, or throws what hindered it. */
        void run() throws ReflectiveOperationException, ParserConfigurationException, SAXException;
    }

    /** Starts the steps. With a single processor it would only take time from others. */
    static void start(ClassLoader loader) {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            Thread thread = new Thread(() -> steps(loader).forEach(BackgroundPreparation::run), "obscura-preparation");
            thread.setDaemon(true);
            thread.start();
        }
    }

    static List<Step> steps(ClassLoader loader) {
        return List.of(BackgroundPreparation::makeXmlParser, () -> Class.forName(JNA, true, loader),
                () -> Class.forName(ENGINE, true, loader).getMethod("run").invoke(null), () -> readAnnotations(loader));
    }

    /** Runs a step, and returns whether it came to its end. */
    static boolean run(Step step) {
        try {
            step.run();
            return true;
        } catch (ReflectiveOperationException | ParserConfigurationException | SAXException | RuntimeException | LinkageError e) {
            return false; // it is met again where it is needed
        }
    }

    private static void makeXmlParser() throws ParserConfigurationException, SAXException {
        SAXParserFactory.newInstance().newSAXParser();
    }

    /** Lets the JVM make the classes of the annotations. */
    private static void readAnnotations(ClassLoader loader) throws ReflectiveOperationException {
        for (Method method : Class.forName(COMMAND, true, loader).getMethods()) {
            Annotation[][] unused = method.getParameterAnnotations();
        }
    }
}
