package org.obscura.camera.sinks.program;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set for a sink that runs a program. The defaults are read from this type. */
@ObjectClassDefinition(name = "Obscura program sink", description = "Runs a program for each image")
@interface ProgramSinkConfig {

    @AttributeDefinition(name = "Command", description = "The program and its arguments, separated by spaces; double quotes keep words "
            + "together. No shell reads it. Places: {path}, {file}, {camera}, {device}, {id}, {request}, {format}, {width}, {height}, "
            + "{time}, {time:PATTERN}")
    String command() default "";

    @AttributeDefinition(name = "Time limit", description = "How long the program may take; then it is ended with all that it started")
    String time_limit() default "1m";

    @AttributeDefinition(name = "Exit codes of refusal", description = "Exit codes after which the image is given up. 0 is success, "
            + "and after any other code the program runs again", required = false)
    String[] refused_codes() default {"65"};

    @AttributeDefinition(name = "At once", description = "How many images are delivered at once, each of another camera", min = "1",
            max = "64")
    int parallel() default 1;

    @AttributeDefinition(name = "Cameras", description = "The ids of the cameras whose images are delivered. Empty: all",
            required = false)
    String[] cameras();

    @AttributeDefinition(name = "Delete after delivery", description = "Whether an image is deleted once each sink has acknowledged it")
    boolean delete_after_delivery() default false;

    @AttributeDefinition(name = "First pause", description = "The pause after the first failure; each further one is twice as long")
    String retry_delay() default "5s";

    @AttributeDefinition(name = "Longest pause", description = "The longest pause after a failure")
    String retry_max() default "10m";

    @AttributeDefinition(name = "Attempts", description = "After how many attempts an image is given up. 0: never")
    int attempts() default 0;

    @AttributeDefinition(name = "Limit of the outbox", description = "How many images may wait; one more gives the oldest one up",
            min = "1")
    int outbox_limit() default 10_000;

    @AttributeDefinition(name = "Warn after", description = "How long an image may wait before the health check warns")
    String warn_after() default "1h";

    @AttributeDefinition(name = "Name hint", description = "How a console lists the configuration")
    String webconsole_configurationFactory_nameHint() default "{command}";
}
