package org.obscura.camera.ip.onvif;

import java.io.IOException;
import java.io.OutputStream;

import org.obscura.camera.support.http.HttpBody;
import org.obscura.camera.support.http.HttpClient;

/** An envelope, which has the password where the request has it in its head as well: some cameras look for it in one of them alone. */
final class SoapBody implements HttpBody {
    private final HttpClient client;
    private final byte[] open;
    private final byte[] signed;
    /** What is sent next, or was sent last. */
    private byte[] chosen;

    /**
     * @param open the envelope without the password
     * @param signed the same with it
     */
    SoapBody(HttpClient client, byte[] open, byte[] signed) {
        this.client = client;
        this.open = open;
        this.signed = signed;
        this.chosen = open;
    }

    /** Returns whether the envelope with the password was sent. */
    boolean isSigned() {
        return chosen == signed;
    }

    @Override
    public String type() {
        return "application/soap+xml; charset=utf-8";
    }

    @Override
    public long length() {
        chosen = client.authentication().isChallenged() ? signed : open;
        return chosen.length;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write(chosen);
    }
}
