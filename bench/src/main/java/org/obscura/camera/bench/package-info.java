/** What a capture costs, measured beside others on the same frames in the same run. Nothing here is part of the product. */
package org.obscura.camera.bench;
