/** The configuration of cameras: its description for consoles, its checked form, and which camera each configuration is. */
package org.obscura.camera.core.config;
