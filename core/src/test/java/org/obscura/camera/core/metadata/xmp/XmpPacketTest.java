package org.obscura.camera.core.metadata.xmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.obscura.camera.MetadataKeys;

import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;

/** What a camera's XMP says stays where nothing is set; read back by XMPCore. */
class XmpPacketTest {
    private static final String OWN = "urn:camera";
    private static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
    private static final String DC = "http://purl.org/dc/elements/1.1/";

    private final List<String> warnings = new ArrayList<>();

    private static byte[] camera(String attributes, String properties) {
        return ("<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                + "<rdf:RDF xmlns:rdf='" + XmpDocument.RDF + "'><rdf:Description rdf:about='urn:image' xmlns:c='" + OWN + "' xmlns:tiff='"
                + TIFF + "' xmlns:dc='" + DC + "' " + attributes + ">" + properties
                + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>").getBytes(StandardCharsets.UTF_8);
    }

    private byte[] merge(byte[] existing) throws Exception {
        return XmpPacket.bytes(existing, List.of(), Map.of(MetadataKeys.TITLE, "new", MetadataKeys.COPYRIGHT, "mine"), warnings::add);
    }

    private static XMPMeta read(byte[] packet) throws Exception {
        return XMPMetaFactory.parseFromBuffer(packet);
    }

    @Test
    void propertiesOfEveryFormStay() throws Exception {
        XMPMeta read = read(merge(camera("c:attribute='a &lt; b' tiff:Make='Acme'",
                "<c:structure rdf:parseType='Resource'><c:field>f</c:field></c:structure>"
                        + "<c:list><rdf:Seq><rdf:li xml:lang='de'>eins</rdf:li><rdf:li>zwei &amp; mehr</rdf:li></rdf:Seq></c:list>"
                        + "<c:resource rdf:resource='http://example.org/?a=1&amp;b=2'/>")));
        assertEquals("a < b", read.getPropertyString(OWN, "attribute"));
        assertEquals("Acme", read.getPropertyString(TIFF, "Make"));
        assertEquals("f", read.getStructField(OWN, "structure", OWN, "field").getValue());
        assertEquals("zwei & mehr", read.getArrayItem(OWN, "list", 2).getValue());
        assertEquals("http://example.org/?a=1&b=2", read.getPropertyString(OWN, "resource"));
        assertEquals("new", read.getArrayItem(DC, "title", 1).getValue());
        assertEquals("urn:image", read.getObjectName());
        assertEquals(List.of(), warnings);
    }

    @Test
    void whatIsSetReplacesThePropertyAndThoseThatSayTheSame() throws Exception {
        byte[] merged = merge(camera("tiff:Copyright='theirs'", "<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>theirs</rdf:li></rdf:Alt>"
                + "</dc:rights>"));
        assertEquals("mine", read(merged).getArrayItem(DC, "rights", 1).getValue());
        assertTrue(!new String(merged, StandardCharsets.UTF_8).contains("theirs"));
    }

    @Test
    void ofAPropertyThatOccursTwiceTheFirstStaysAndTheRestOfThePacketToo() throws Exception {
        XMPMeta read = read(merge(camera("", "<c:twice>1</c:twice><c:twice>2</c:twice><c:once>3</c:once>")));
        assertEquals("1", read.getPropertyString(OWN, "twice"));
        assertEquals("3", read.getPropertyString(OWN, "once"));
        assertEquals(List.of("The XMP of the image has properties twice, of which the first was kept: twice"), warnings);
    }

    @Test
    void aPacketThatIsCutOffKeepsWhatIsWhole() throws Exception {
        byte[] whole = camera("", "<c:first>1</c:first><c:second>2</c:second>");
        String text = new String(whole, StandardCharsets.UTF_8);
        byte[] cut = text.substring(0, text.indexOf("</c:second>")).getBytes(StandardCharsets.UTF_8);
        assertEquals("1", read(merge(cut)).getPropertyString(OWN, "first"));
        assertTrue(warnings.get(0).startsWith("Of the XMP of the image 1 properties were kept: it is no well-formed XML"),
                warnings::toString);
    }

    /** A parser that calls itself for each level would overflow the stack. */
    @Test
    void elementsThatAreNestedTooDeepAreNotRead() throws Exception {
        byte[] deep = camera("", "<c:good>g</c:good>" + "<c:d rdf:parseType='Resource'>".repeat(9_000) + "</c:d>".repeat(9_000));
        assertEquals("g", read(merge(deep)).getPropertyString(OWN, "good"));
        assertTrue(warnings.get(0).endsWith("its elements are nested more than 64 deep"), warnings::toString);
    }

    @Test
    void twelveThousandPropertiesStay() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            many.append("<c:p").append(i).append('>').append(i).append("</c:p").append(i).append('>');
        }
        XmpDocument read = XmpPacket.read(merge(camera("", many.toString())));
        assertEquals("11999", read.text(new XmpDocument.Name(OWN, "p11999")));
        assertEquals(12_002, read.names().size());
        assertEquals(List.of(), warnings);
    }

    /** The parser of the JDK compares each name with the declarations around it, so its time grows with their product. */
    @Test
    void aPacketOfTooManyNamespacesIsLeftOutWithAWord() throws Exception {
        for (byte[] hostile : List.of(eachInItsOwnNamespace(3_000), withNamespacesOfTheDescription(3_000))) {
            warnings.clear();
            byte[] merged = merge(hostile);
            assertEquals(List.of("Of the XMP of the image 0 properties were kept: it declares 3005 namespaces; at most 2000 are read"),
                    warnings);
            assertEquals("new", read(merged).getArrayItem(DC, "title", 1).getValue());
            assertEquals(2, XmpPacket.read(merged).names().size());
        }
    }

    @Test
    void aThousandNamespacesStay() throws Exception {
        for (byte[] many : List.of(eachInItsOwnNamespace(1_000), withNamespacesOfTheDescription(1_000))) {
            XmpDocument read = XmpPacket.read(merge(many));
            assertEquals("999", read.text(new XmpDocument.Name("urn:n999", "p")));
            assertEquals(1_002, read.names().size());
        }
        assertEquals(List.of(), warnings);
    }

    private static byte[] eachInItsOwnNamespace(int count) {
        StringBuilder properties = new StringBuilder();
        for (int i = 0; i < count; i++) {
            properties.append("<n:p xmlns:n='urn:n").append(i).append("'>").append(i).append("</n:p>");
        }
        return camera("", properties.toString());
    }

    private static byte[] withNamespacesOfTheDescription(int count) {
        StringBuilder declarations = new StringBuilder();
        StringBuilder properties = new StringBuilder();
        for (int i = 0; i < count; i++) {
            declarations.append(" xmlns:n").append(i).append("='urn:n").append(i).append("'");
            properties.append("<n").append(i).append(":p>").append(i).append("</n").append(i).append(":p>");
        }
        return camera(declarations.toString(), properties.toString());
    }

    @Test
    void aPacketBeyondTheLimitsIsLeftOutWithAWord() throws Exception {
        merge(new byte[XmpParser.MAX_BYTES + 1]);
        merge("<!DOCTYPE x [<!ENTITY e 'e'>]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&e;</x:xmpmeta>".getBytes(StandardCharsets.UTF_8));
        assertEquals(2, warnings.size());
        assertTrue(warnings.get(0).contains("at most " + XmpParser.MAX_BYTES), warnings::toString);
        assertTrue(warnings.get(1).contains("document type"), warnings::toString);
    }
}
