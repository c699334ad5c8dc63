/** The configuration of cameras: its description for consoles, its checked form, and which camera each configuration is. */
@NullMarked
package org.obscura.camera.core.config;

import org.jspecify.annotations.NullMarked;
