package org.obscura.camera.core.config;

import java.util.Map;
import java.util.function.Predicate;

/**
 * Takes the place of a {@code device.target} that is no filter: it matches no device, since images of another device than the one that was
 * meant would be worse than none.
 *
 * @param mistake what is wrong and what would be right, as a clause that begins with {@code device.target}
 */
public record WrongTarget(String mistake) implements Predicate<Map<String, Object>> {

    @Override
    public boolean test(Map<String, Object> properties) {
        return false;
    }
}
