package org.obscura.camera.shell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the value of an option or argument of a command, in its help and for completion. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@interface Label {
    /** Returns the name in the help, in capitals. */
    String value();

    /** Returns the words that can be proposed for the value. */
    Completion completion() default Completion.NONE;
}
