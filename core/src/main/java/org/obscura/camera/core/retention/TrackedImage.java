package org.obscura.camera.core.retention;

import java.io.IOException;
import java.nio.file.Path;

import org.obscura.camera.core.logging.EngineLog;

/** An image that is entered in the ledger and whose request has not ended. */
public final class TrackedImage {
    private final CameraRetention owner;
    private final Ledger ledger;
    private final String id;
    private final boolean sync;
    private final EngineLog log;
    private boolean named;

    TrackedImage(CameraRetention owner, Ledger ledger, String id, boolean sync, EngineLog log) {
        this.owner = owner;
        this.ledger = ledger;
        this.id = id;
        this.sync = sync;
        this.log = log;
    }

    /** Enters the name that the file got. */
    public void named(Path path) {
        named = true;
        try {
            ledger.name(id, path.getFileName().toString(), sync);
        } catch (IOException | RuntimeException e) {
            log.warn("The retention will not delete {}: {}", path, String.valueOf(e));
        }
    }

    /** Notes that the request has ended: the image may be deleted from now on. */
    public void ended() {
        if (!named) {
            try {
                ledger.forget(id);
            } catch (IOException | RuntimeException e) {
                log.debug("An entry of the ledger stays", e);
            }
        }
        owner.ended(id);
    }
}
