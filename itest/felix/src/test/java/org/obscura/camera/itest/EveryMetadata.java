package org.obscura.camera.itest;

import java.util.LinkedHashMap;
import java.util.Map;

import org.obscura.camera.MetadataKeys;

/**
 * A value for every key that an application can set, and for some of its own. The orientation is left to the device, and the size to the
 * image.
 */
final class EveryMetadata {
    private static final String VALUES = """
            Title = Sonne über 日本
            SubTitle = Café 😀
            Author = Ada; "Grace; Hopper"; 李
            Comment = naïve 日本
            Description = Über <alles> & mehr 😀
            Category = nature; sea
            Genre = portrait; studio
            Year = 2026
            Date = 2026-05-17T14:30:00.125+02:00
            UserRating = 80
            Keywords = sea; wave; größe
            Language = deu
            Publisher = Verlag ÄÖ
            Copyright = © 2026 Ada
            ParentalRating = PG-13
            RatingOrganization = MPA
            PixelAspectRatio = 1x1
            CameraManufacturer = Zeiß
            CameraModel = Kamera 日
            Event = Fête
            Subject = Wellen 海
            ExposureTime = 0.008
            FNumber = 2.8
            ExposureProgram = aperture priority
            ISOSpeedRatings = 400
            ExposureBiasValue = -1.5
            DateTimeOriginal = 2026-05-16T23:59:58.25-03:30
            DateTimeDigitized = 2026-05-16T22:00:01Z
            SubjectDistance = 3.25
            MeteringMode = spot
            LightSource = fine weather
            Flash = on red eye
            FocalLength = 35.5
            ExposureMode = auto bracket
            WhiteBalance = manual
            DigitalZoomRatio = 1.75
            FocalLengthIn35mmFilm = 50
            SceneCaptureType = night
            GainControl = 4
            Contrast = 2
            Saturation = 1
            Sharpness = 2
            DeviceSettingDescription = Schärfe +1
            GPSLatitude = -33.85678
            GPSLongitude = 151.2153
            GPSAltitude = -12.5
            GPSTimeStamp = 2026-05-17T00:15:09.5+02:00
            GPSSatellites = G01 G07
            GPSStatus = A
            GPSDOP = 1.2
            GPSSpeed = 36.5
            GPSTrack = 359.75
            GPSTrackRef = M
            GPSImgDirection = 0.5
            GPSImgDirectionRef = T
            GPSMapDatum = WGS-84
            GPSProcessingMethod = WLAN
            GPSAreaInformation = Zürich 川
            Software = Ada's ✓
            ImageUniqueID = 00112233445566778899aabbccddeeff
            Inspector = Jürgen 😀
            """;

    private EveryMetadata() {
    }

    static Map<String, String> values() throws IllegalAccessException {
        Map<String, String> values = new LinkedHashMap<>();
        VALUES.lines().map(line -> line.split(" = ", 2)).forEach(pair -> values.put(pair[0], pair[1]));
        for (var field : MetadataKeys.class.getFields()) {
            String key = (String) field.get(null);
            if (!values.containsKey(key) && !key.equals(MetadataKeys.ORIENTATION) && !key.equals(MetadataKeys.RESOLUTION)) {
                throw new AssertionError("There is no value for the key " + key);
            }
        }
        return values;
    }
}
