package org.obscura.camera.sinks.outbox;

/** The service properties of a sink that its outbox reads, with their defaults. */
@interface OutboxKeys {
    boolean delete_after_delivery() default false;

    String retry_delay() default "5s";

    String retry_max() default "10m";

    int attempts() default 0;

    int outbox_limit() default 10_000;

    String warn_after() default "1h";

    int parallel() default 1;
}
