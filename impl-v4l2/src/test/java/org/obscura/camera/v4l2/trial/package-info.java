/** A program that tries the backend on cameras of a real kernel: in a virtual machine, see {@code itest/v4l2}. */
package org.obscura.camera.v4l2.trial;
