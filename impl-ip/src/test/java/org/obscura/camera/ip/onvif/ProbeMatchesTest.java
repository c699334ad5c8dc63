package org.obscura.camera.ip.onvif;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers to a probe in the shapes that cameras have sent, as their owners have published them. The values are invented. Sources, in the
 * order of the tests:
 * <ul>
 * <li>https://github.com/agsh/onvif/issues/239, https://github.com/agsh/onvif/issues/63: an address of the link beside that of the network
 * <li>https://github.com/agsh/onvif/issues/63: the same service by http and by https, with ports
 * <li>https://github.com/evercam/evercam-discovery-java/issues/22, https://github.com/agsh/onvif/issues/93: an IPv6 address of the link
 * <li>https://github.com/Jazea/Onvif.Core/issues/55: indented, with the maker as a scope
 * <li>https://github.com/ZoneMinder/zoneminder/pull/1410: an encoded name
 * <li>https://github.com/ZoneMinder/zoneminder/issues/1346: SOAP 1.1
 * <li>https://github.com/andreikop/python-ws-discovery/issues/38: the identifier of the probe for its own message
 * <li>https://github.com/andreikop/python-ws-discovery/issues/56: a fault that repeats the header of the probe
 * </ul>
 */
@Tag("slow")
class ProbeMatchesTest {
    private static final String HEADER = "<SOAP-ENV:Header><wsa:MessageID>uuid:def91886-4f16-4872-ae57-000000000001</wsa:MessageID>"
            + "<wsa:RelatesTo>PROBE</wsa:RelatesTo><wsa:To SOAP-ENV:mustUnderstand=\"true\">"
            + "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</wsa:To></SOAP-ENV:Header>";
    private static final String OWN = "<SOAP-ENV:Header><wsa:MessageID>PROBE</wsa:MessageID></SOAP-ENV:Header>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            axis      | http://127.0.0.1/onvif/device_service                     | AXIS M1065-L | M1065-L
            bosch     | http://127.0.0.1:80/onvif/device_service                  |              |
            hikvision | http://127.0.0.1:8059/onvif/device_service                | DS-2CD2612F-I | DS-2CD2612F-I
            hanwha    | http://127.0.0.1/onvif/device_service                     | XNO-6080R    | XNO-6080R
            jovision  | http://127.0.0.1/onvif/device_service                     | HD IPC       | NVT-HI3516CS
            soap11    | http://127.0.0.1:8899/onvif/device_service                | NVT          | IPC-model
            same-id   | http://127.0.0.1:8080/onvif/devices                       | IPCAM        |
            """)
    void camerasAreFound(String shape, String address, String name, String model) throws Exception {
        assertEquals(List.of(address + "|" + (name == null ? "" : name) + "|" + (model == null ? "" : model)),
                texts(WsDiscoveryTest.find(id -> reply(shape).replace("PROBE", id))));
    }

    @ParameterizedTest
    @CsvSource("tp-link-fault")
    void faultIsNoCamera(String shape) throws Exception {
        assertEquals(List.of(), texts(WsDiscoveryTest.search(id -> reply(shape).replace("PROBE", id))));
    }

    private static List<String> texts(List<WsDiscovery.Answer> answers) {
        return answers.stream().map(each -> each.service() + "|" + each.name() + "|" + each.model()).toList();
    }

    private static String reply(String shape) {
        return switch (shape) {
            case "axis" -> envelope(HEADER, "tds:Device dn:NetworkVideoTransmitter",
                    "onvif://www.onvif.org/Profile/Streaming onvif://www.onvif.org/Profile/G onvif://www.onvif.org/hardware/M1065-L"
                            + " onvif://www.onvif.org/name/AXIS%20M1065-L onvif://www.onvif.org/location/ ",
                    "http://127.0.0.1/onvif/device_service http://169.254.68.137/onvif/device_service");
            case "bosch" -> envelope(HEADER, "dn:NetworkVideoTransmitter", "",
                    "http://127.0.0.1:80/onvif/device_service https://127.0.0.1:443/onvif/device_service");
            case "hikvision" -> envelope(HEADER, "dn:NetworkVideoTransmitter tds:Device",
                    "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/Profile/Streaming"
                            + " onvif://www.onvif.org/hardware/DS-2CD2612F-I onvif://www.onvif.org/name/DS-2CD2612F-I"
                            + " onvif://www.onvif.org/location/city/hangzhou",
                    "http://127.0.0.1:8059/onvif/device_service http://[fe80::4619:b7ff:fe1d:1]:8059/onvif/device_service");
            case "hanwha" -> "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope\n    xmlns:wsa=\"a\">\n    " + HEADER
                    + "\n    <SOAP-ENV:Body>\n        <d:ProbeMatches>\n            <d:ProbeMatch>\n                <d:Types>\n"
                    + "dn:NetworkVideoTransmitter\n</d:Types>\n                <d:Scopes>\n"
                    + "onvif://www.onvif.org/manufacturer/Hanwha%20Vision\nonvif://www.onvif.org/hardware/XNO-6080R\n"
                    + "onvif://www.onvif.org/name/XNO-6080R\n</d:Scopes>\n                <d:XAddrs>\n"
                    + "http://127.0.0.1/onvif/device_service\n</d:XAddrs>\n            </d:ProbeMatch>\n        </d:ProbeMatches>\n"
                    + "    </SOAP-ENV:Body>\n</SOAP-ENV:Envelope>\n";
            case "jovision" -> envelope(HEADER, "dn:NetworkVideoTransmitter",
                    "onvif://www.onvif.org/type/Network_Video_Transmitter onvif://www.onvif.org/b/jovision"
                            + " onvif://www.onvif.org/hardware/NVT-HI3516CS onvif://www.onvif.org/name/HD%20IPC",
                    "http://127.0.0.1/onvif/device_service");
            case "soap11" -> envelope(HEADER, "dn:NetworkVideoTransmitter",
                    "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/hardware/IPC-model"
                            + " onvif://www.onvif.org/location/country/china onvif://www.onvif.org/name/NVT",
                    "http://127.0.0.1:8899/onvif/device_service")
                    .replace("<SOAP-ENV:Envelope", "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"");
            case "same-id" -> envelope(OWN, "dn:NetworkVideoTransmitter",
                    "onvif://www.onvif.org/Profile/Streaming onvif://www.onvif.org/name/IPCAM", "http://127.0.0.1:8080/onvif/devices");
            case "tp-link-fault" -> "<SOAP-ENV:Envelope>" + OWN + "<SOAP-ENV:Body><SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>"
                    + "SOAP-ENV:Sender</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>ter:InvalidArgVal</SOAP-ENV:Value>"
                    + "</SOAP-ENV:Subcode></SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text xml:lang=\"en\">error</SOAP-ENV:Text>"
                    + "</SOAP-ENV:Reason></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>";
            default -> throw new IllegalArgumentException(shape);
        };
    }

    private static String envelope(String header, String types, String scopes, String addresses) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\" ?><SOAP-ENV:Envelope>" + header + "<SOAP-ENV:Body><d:ProbeMatches><d:ProbeMatch>"
                + "<wsa:EndpointReference><wsa:Address>urn:uuid:a50d18ff-a8b9-4533-bdfc-000000000002</wsa:Address>"
                + "</wsa:EndpointReference><d:Types>" + types + "</d:Types><d:Scopes>" + scopes + "</d:Scopes><d:XAddrs>" + addresses
                + "</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>";
    }
}
