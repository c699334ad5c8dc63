package org.obscura.camera.ip.onvif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is almost XML is read as what was meant. */
class ReplyTextTest {
    private static final String ENVELOPE = "<s:Envelope><s:Body><Name>Gate</Name></s:Body></s:Envelope>";

    private static String name(byte[] reply) throws IOException {
        return Xml.text(Xml.parse(reply, reply.length), "Name");
    }

    private static String name(String reply) throws IOException {
        return name(reply.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n<?xml version=\"1.0\"?>" + ENVELOPE, "\uFEFF<?xml version=\"1.0\"?>" + ENVELOPE, ENVELOPE + "\0\0\0",
            ENVELOPE + "\r\n</HTTP>", ENVELOPE + ENVELOPE, "--b\r\nContent-ID: <root>\r\n\r\n" + ENVELOPE + "\r\n--b--",
            "<Envelope ><Body><Name>\u0001Gate</Name></Body></Envelope >"})
    void whatIsAroundTheEnvelopeIsIgnored(String reply) throws Exception {
        assertEquals("Gate", name(reply));
    }

    @Test
    void ampersandsNeedNotBeEscaped() throws Exception {
        assertEquals("a?b=1&c=2<&nbsp;A", name("<e><Name>a?b=1&c=2&lt;&nbsp;&#65;</Name></e>"));
    }

    @Test
    void bytesMayHaveAnotherEncodingThanDeclared() throws Exception {
        String declared = "<?xml version='1.0' encoding='%s' ?><Envelope><Name>T\u00fcr</Name></Envelope>";
        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            assertEquals("T\u00fcr", name(String.format(declared, charset.name()).getBytes(charset)), charset.name());
        }
        assertEquals("T\uFFFDr", name(String.format(declared, "utf-8").getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("T\u00fcr", name(String.format(declared, "unknown-8").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsNoXmlIsRefused() {
        for (String reply : List.of("", "Unauthorized", "<Envelope><Body>", "<html><body><br></body></html>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + ENVELOPE)) {
            assertThrows(IOException.class, () -> name(reply), reply);
        }
    }
}
