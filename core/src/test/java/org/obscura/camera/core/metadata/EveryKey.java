package org.obscura.camera.core.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * A value for every key and how exiftool, by its documentation, must name and print it. Written by hand, from the EXIF and XMP standards.
 *
 * @param key the key
 * @param given what an application gives
 * @param exif what exiftool must find in EXIF
 * @param xmp what it must find in XMP
 * @param png what it must find in the chunks of a PNG
 */
public record EveryKey(String key, Object given, JsonObject exif, JsonObject xmp, JsonObject png) {
    /** Key, value, EXIF, XMP, PNG; $ is the value as it was given. */
    private static final String ROWS = """
            Title | "Sonne über 日本" | "IFD0:XPTitle": $ | "XMP-dc:Title": $ | "PNG:Title": $
            SubTitle | "Café 😀" | | "XMP-photoshop:Headline": $ | "PNG:SubTitle": $
            Author | ["Ada", "Grace; Hopper", "李"] | "IFD0:Artist": "Ada; \\"Grace; Hopper\\"; 李", \
            "IFD0:XPAuthor": "Ada;\\"Grace; Hopper\\";李" \
            | "XMP-dc:Creator": $ | "PNG:Author": "Ada; \\"Grace; Hopper\\"; 李"
            Comment | "naïve 日本" | "ExifIFD:UserComment": $, "IFD0:XPComment": $ | "XMP-exif:UserComment": $ | "PNG:Comment": $
            Description | "Über <alles> & mehr 😀" | "IFD0:ImageDescription": $ | "XMP-dc:Description": $ | "PNG:Description": $
            Category | ["nature", "sea"] | | "XMP-photoshop:SupplementalCategories": $ | "PNG:Category": "nature; sea"
            Genre | ["portrait", "studio"] | | "XMP-prism:Genre": $, "XMP-xmpDM:Genre": "portrait; studio" | "PNG:Genre": "portrait; studio"
            Year | 2026 | | "XMP-obscura:Year": $ | "PNG:Year": $
            Date | "2026-05-17T14:30:00.125+02:00" | "IFD0:ModifyDate": "2026:05:17 14:30:00", "ExifIFD:OffsetTime": "+02:00", \
            "ExifIFD:SubSecTime": 125 \
            | "XMP-xmp:ModifyDate": "2026:05:17 14:30:00.125+02:00", "XMP-dc:Date": "2026:05:17 14:30:00.125+02:00" \
            | "PNG:ModifyDate": "2026:05:17 12:30:00"
            UserRating | 80 | | "XMP-microsoft:RatingPercent": 80, "XMP-xmp:Rating": 4 \
            | "PNG:Rating": 80
            Keywords | ["sea", "wave", "größe"] | "IFD0:XPKeywords": "sea;wave;größe" | "XMP-dc:Subject": $ \
            | "PNG:Keywords": "sea; wave; größe"
            Language | "deu" | | "XMP-dc:Language": $ | "PNG:Language": $
            Publisher | "Verlag ÄÖ" | | "XMP-dc:Publisher": $ | "PNG:Publisher": $
            Copyright | "© 2026 Ada" | "IFD0:Copyright": $ | "XMP-dc:Rights": $ | "PNG:Copyright": $
            ParentalRating | "PG-13" | | "XMP-obscura:ParentalRating": $ | "PNG:ParentalRating": $
            RatingOrganization | "MPA" | | "XMP-obscura:RatingOrganization": $ | "PNG:RatingOrganization": $
            Resolution | "640x480" | "ExifIFD:ExifImageWidth": 640, "ExifIFD:ExifImageHeight": 480 \
            | "XMP-exif:ExifImageWidth": 640, "XMP-exif:ExifImageHeight": 480 |
            PixelAspectRatio | "4x3" | | "XMP-obscura:PixelAspectRatio": $ \
            | "PNG-pHYs:PixelsPerUnitX": 3, "PNG-pHYs:PixelsPerUnitY": 4, "PNG-pHYs:PixelUnits": 0
            Orientation | 90 | "IFD0:Orientation": 6 | "XMP-tiff:Orientation": 6 | "PNG:Orientation": 90
            CameraManufacturer | "Zeiß" | "IFD0:Make": $ | "XMP-tiff:Make": $ | "PNG:Source": "Zeiß Kamera 日"
            CameraModel | "Kamera 日" | "IFD0:Model": $ | "XMP-tiff:Model": $ | "PNG:Source": "Zeiß Kamera 日"
            Event | "Fête" | | "XMP-iptcExt:Event": $ | "PNG:Event": $
            Subject | "Wellen 海" | "IFD0:XPSubject": $ | "XMP-obscura:Subject": $ | "PNG:Subject": $
            ExposureTime | 0.008 | "ExifIFD:ExposureTime": $ | "XMP-exif:ExposureTime": $ | "PNG:ExposureTime": $
            FNumber | 2.8 | "ExifIFD:FNumber": $ | "XMP-exif:FNumber": $ | "PNG:FNumber": $
            ExposureProgram | "aperture priority" | "ExifIFD:ExposureProgram": 3 | "XMP-exif:ExposureProgram": 3 |
            ISOSpeedRatings | 400 | "ExifIFD:ISO": $ | "XMP-exif:ISO": $ | "PNG:ISO": $
            ExposureBiasValue | -1.5 | "ExifIFD:ExposureCompensation": $ | "XMP-exif:ExposureCompensation": $ |
            DateTimeOriginal | "2026-05-16T23:59:58.25-03:30" \
            | "ExifIFD:DateTimeOriginal": "2026:05:16 23:59:58", "ExifIFD:OffsetTimeOriginal": "-03:30", \
            "ExifIFD:SubSecTimeOriginal": 25 | "XMP-exif:DateTimeOriginal": "2026:05:16 23:59:58.25-03:30", \
            "XMP-photoshop:DateCreated": "2026:05:16 23:59:58.25-03:30" \
            | "PNG:CreationTime": "2026:05:16 23:59:58-03:30"
            DateTimeDigitized | "2026-05-16T22:00:01Z" | "ExifIFD:CreateDate": "2026:05:16 22:00:01", \
            "ExifIFD:OffsetTimeDigitized": "+00:00" \
            | "XMP-xmp:CreateDate": "2026:05:16 22:00:01Z" |
            SubjectDistance | 3.25 | "ExifIFD:SubjectDistance": $ | "XMP-exif:SubjectDistance": $ |
            MeteringMode | "spot" | "ExifIFD:MeteringMode": 3 | "XMP-exif:MeteringMode": 3 |
            LightSource | "fine weather" | "ExifIFD:LightSource": 9 | "XMP-exif:LightSource": 9 |
            Flash | "on red eye" | "ExifIFD:Flash": 73 | "XMP-exif:FlashFired": true, "XMP-exif:FlashReturn": 0, "XMP-exif:FlashMode": 1, \
            "XMP-exif:FlashFunction": false, "XMP-exif:FlashRedEyeMode": true |
            FocalLength | 35.5 | "ExifIFD:FocalLength": $ | "XMP-exif:FocalLength": $ |
            ExposureMode | "auto bracket" | "ExifIFD:ExposureMode": 2 | "XMP-exif:ExposureMode": 2 |
            WhiteBalance | "manual" | "ExifIFD:WhiteBalance": 1 | "XMP-exif:WhiteBalance": 1 |
            DigitalZoomRatio | 1.75 | "ExifIFD:DigitalZoomRatio": $ | "XMP-exif:DigitalZoomRatio": $ |
            FocalLengthIn35mmFilm | 50 | "ExifIFD:FocalLengthIn35mmFormat": $ | "XMP-exif:FocalLengthIn35mmFormat": $ |
            SceneCaptureType | "night" | "ExifIFD:SceneCaptureType": 3 | "XMP-exif:SceneCaptureType": 3 |
            GainControl | 4 | "ExifIFD:GainControl": $ | "XMP-exif:GainControl": $ |
            Contrast | 2 | "ExifIFD:Contrast": $ | "XMP-exif:Contrast": $ |
            Saturation | 1 | "ExifIFD:Saturation": $ | "XMP-exif:Saturation": $ |
            Sharpness | 2 | "ExifIFD:Sharpness": $ | "XMP-exif:Sharpness": $ |
            DeviceSettingDescription | "Schärfe +1" | "ExifIFD:DeviceSettingDescription": "base64:AQABAFMAYwBoAOQAcgBmAGUAIAArADEAAAA=" \
            | "XMP-exif:DeviceSettingDescriptionSettings": $ |
            GPSLatitude | -33.85678 | "GPS:GPSLatitude": 33.85678, "GPS:GPSLatitudeRef": "S" | "XMP-exif:GPSLatitude": $ \
            | "PNG:GPSLatitude": $
            GPSLongitude | 151.21530 | "GPS:GPSLongitude": $, "GPS:GPSLongitudeRef": "E" | "XMP-exif:GPSLongitude": $ \
            | "PNG:GPSLongitude": $
            GPSAltitude | -12.5 | "GPS:GPSAltitude": 12.5, "GPS:GPSAltitudeRef": 1 \
            | "XMP-exif:GPSAltitude": 12.5, "XMP-exif:GPSAltitudeRef": 1 | "PNG:GPSAltitude": $
            GPSTimeStamp | "2026-05-17T00:15:09.5+02:00" | "GPS:GPSTimeStamp": "22:15:09.5", "GPS:GPSDateStamp": "2026:05:16" \
            | "XMP-exif:GPSDateTime": "2026:05:16 22:15:09.5Z" |
            GPSSatellites | "G01 G07" | "GPS:GPSSatellites": $ | "XMP-exif:GPSSatellites": $ |
            GPSStatus | "A" | "GPS:GPSStatus": $ | "XMP-exif:GPSStatus": $ |
            GPSDOP | 1.2 | "GPS:GPSDOP": $ | "XMP-exif:GPSDOP": $ |
            GPSSpeed | 36.5 | "GPS:GPSSpeed": $, "GPS:GPSSpeedRef": "K" | "XMP-exif:GPSSpeed": $, "XMP-exif:GPSSpeedRef": "K" |
            GPSTrack | 359.75 | "GPS:GPSTrack": $ | "XMP-exif:GPSTrack": $ |
            GPSTrackRef | "M" | "GPS:GPSTrackRef": $ | "XMP-exif:GPSTrackRef": $ |
            GPSImgDirection | 0.5 | "GPS:GPSImgDirection": $, "GPS:GPSImgDirectionRef": "T" | "XMP-exif:GPSImgDirection": $ |
            GPSImgDirectionRef | "T" | "GPS:GPSImgDirectionRef": $ | "XMP-exif:GPSImgDirectionRef": $ |
            GPSMapDatum | "WGS-84" | "GPS:GPSMapDatum": $ | "XMP-exif:GPSMapDatum": $ |
            GPSProcessingMethod | "WLAN" | "GPS:GPSProcessingMethod": $ | "XMP-exif:GPSProcessingMethod": $ |
            GPSAreaInformation | "Zürich 川" | "GPS:GPSAreaInformation": $ | "XMP-exif:GPSAreaInformation": $ |
            Software | "Obscura ✓" | "IFD0:Software": $ | "XMP-xmp:CreatorTool": $ | "PNG:Software": $
            ImageUniqueID | "00112233445566778899aabbccddeeff" | "ExifIFD:ImageUniqueID": $ | "XMP-exif:ImageUniqueID": $ |
            Inspector | "Jürgen 😀" | | "XMP-obscura:Inspector": $ | "PNG:Inspector": $
            my-key.1 | "<&>" | | "XMP-obscura:My-key1": $ |
            """;

    static List<EveryKey> rows() {
        List<EveryKey> rows = new ArrayList<>();
        for (String line : ROWS.lines().toList()) {
            String[] cells = line.split("\\|", -1);
            JsonElement given = JsonParser.parseString(cells[1].strip());
            rows.add(new EveryKey(cells[0].strip(), plain(given), cell(cells[2], given), cell(cells[3], given), cell(cells[4], given)));
        }
        return rows;
    }

    private static Object plain(JsonElement given) {
        if (given.isJsonArray()) {
            return given.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
        }
        return given.getAsJsonPrimitive().isNumber() ? given.getAsBigDecimal() : given.getAsString();
    }

    private static JsonObject cell(String text, JsonElement given) {
        return JsonParser.parseString("{" + text.replace("$", given.toString()) + "}").getAsJsonObject();
    }

    /** All of them, as the engine would hand them over. */
    public static Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (EveryKey row : rows()) {
            metadata.put(row.key(), MetadataSchema.check(row.key(), row.given()));
        }
        return metadata;
    }
}
