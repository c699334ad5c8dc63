package org.obscura.camera.itest;

import static org.ops4j.pax.exam.CoreOptions.options;

import java.nio.file.Path;

import javax.inject.Inject;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;

/**
 * What tests have in common that move a real Felix about: a fixture that is empty before and after each, a record of all events, a folder
 * for images.
 */
@RunWith(SkipReportingPaxExam.class)
public abstract class FelixTestBase {
    @Rule
    public final SkipRecorder skips = new SkipRecorder();
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    BundleContext context;
    FrameworkFixture fixture;
    EventLog eventLog;
    Path folder;

    @Configuration
    public Option[] configuration() {
        return options(Bundles.system());
    }

    @Before
    public void enter() throws Exception {
        folder = temporary.newFolder("pictures").toPath().toRealPath();
        fixture = new FrameworkFixture(context);
        eventLog = new EventLog(context);
    }

    @After
    public void leave() throws Exception {
        eventLog.close();
        fixture.reset();
    }
}
