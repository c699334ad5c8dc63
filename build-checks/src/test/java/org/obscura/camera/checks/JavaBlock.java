package org.obscura.camera.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of Java in a page. A comment of HTML before it declares the variables that statements use and that stand elsewhere:
 * {@code <!-- java: Camera camera -->}.
 *
 * @param page the name of the page
 * @param heading the last heading before the block, as it is written
 * @param line the line of the page in which the text begins
 * @param variables the declarations, with commas between them
 * @param text the text, without the marks around it
 */
record JavaBlock(String page, String heading, int line, String variables, String text) {
    private static final String BEGIN = "```java";
    private static final String END = "```";
    private static final Pattern VARIABLES = Pattern.compile("<!-- java: (.*) -->");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern TYPE = Pattern
            .compile("(?m)^(?:(?:public|final|abstract|sealed) )*(?:class|interface|record|enum) (\\w+)");
    /** What stands for code of the application, whatever it is. */
    private static final String LEFT_OUT = "{ … }";

    /** What a reader knows without being shown it. */
    private static final String IMPORTS = String.join("", "import static org.junit.jupiter.api.Assertions.*; ",
            "import java.awt.image.BufferedImage; import java.nio.file.*; import java.time.*; import java.util.*; ",
            "import java.util.concurrent.*; import org.junit.jupiter.api.*; import org.junit.jupiter.api.io.*; ",
            "import org.obscura.camera.*; import org.obscura.camera.spi.*; import org.obscura.camera.spi.CameraException.Reason; ",
            "import org.obscura.camera.testing.*; import org.osgi.framework.*; import org.osgi.service.component.annotations.*; ",
            "import org.osgi.service.event.*; ");

    /** Returns the blocks of a page. */
    static List<JavaBlock> in(String page, String content) {
        List<String> lines = content.lines().toList();
        List<JavaBlock> blocks = new ArrayList<>();
        String heading = "";
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("#")) {
                heading = lines.get(i);
            } else if (lines.get(i).equals(BEGIN)) {
                int end = i + lines.subList(i, lines.size()).indexOf(END);
                Matcher variables = VARIABLES.matcher(i == 0 ? "" : lines.get(i - 1));
                blocks.add(new JavaBlock(page, heading, i + 2, variables.matches() ? variables.group(1) : "",
                        String.join("\n", lines.subList(i + 1, end)) + "\n"));
                i = end;
            }
        }
        return blocks;
    }

    /** Returns whether it is a whole file. */
    boolean isFile() {
        return PACKAGE.matcher(text).find();
    }

    /** Returns the qualified name of the class of a whole file. */
    String nameOfFile() {
        Matcher name = PACKAGE.matcher(text);
        Matcher type = TYPE.matcher(text);
        if (!name.find() || !type.find()) {
            throw new IllegalStateException(page + ":" + line + " declares no type");
        }
        return name.group(1) + "." + type.group(1);
    }

    /**
     * Returns a file whose second line is the first of the block: types and statements are in a class.
     *
     * @param name the simple name of the class
     * @param base the class that it extends, so that the block sees the types of those before it
     */
    String source(String name, String base) {
        String code = text.replace(LEFT_OUT, "{ }");
        if (isFile()) {
            return "\n" + code;
        }
        String head = "package " + DocumentedCode.PACKAGE + "; " + IMPORTS + "public class " + name + " extends " + base + " { ";
        return TYPE.matcher(text).find() ? head + "\n" + code + "}"
                : head + "public void run(" + variables + ") throws Exception {\n" + code + "} }";
    }

    /** Returns a place in the page for a line of {@link #source}. */
    String place(long lineOfSource) {
        return page + ":" + (line + lineOfSource - 2);
    }
}
