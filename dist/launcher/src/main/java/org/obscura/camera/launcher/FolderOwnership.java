package org.obscura.camera.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;

/** Tells whether another user could have written a file. Applies to POSIX systems; elsewhere every file is accepted. */
final class FolderOwnership {
    private static final String ROOT = "root";

    private final UserPrincipal user;

    FolderOwnership(UserPrincipal user) {
        this.user = user;
    }

    /**
     * Returns why a file or folder may hold what another user wrote, as the end of a sentence that begins with its name; null if only this
     * user and root can write it. A link counts with what it leads to.
     */
    String objectionTo(Path path) throws IOException {
        if (!hasPermissions()) {
            return null;
        }
        if (Files.isSymbolicLink(path)) {
            UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
            if (!isTrusted(owner)) {
                return "is a link of the user " + owner.getName();
            }
        }
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        if (!isTrusted(attributes.owner())) {
            return "belongs to the user " + attributes.owner().getName();
        }
        if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            return "can be written by every user";
        }
        // a user's private group bears the user's name
        boolean groupIsPrivate = attributes.group().getName().equals(attributes.owner().getName());
        if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE) && !groupIsPrivate) {
            return "can be written by the group " + attributes.group().getName();
        }
        return null;
    }

    /** Returns whether every user can write a file or folder, or what a link leads to. */
    boolean isWritableByAll(Path path) throws IOException {
        return hasPermissions() && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static boolean hasPermissions() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private boolean isTrusted(UserPrincipal owner) {
        return owner.equals(user) || owner.getName().equals(ROOT);
    }
}
