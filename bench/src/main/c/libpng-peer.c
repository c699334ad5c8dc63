/*
 * Makes PNG pictures of raw BGR frames in memory, by libpng, and prints how long that took in nanoseconds and how many bytes came out.
 *
 * libpng-peer WIDTH HEIGHT FRAMES_FILE COUNT FILTER LEVEL STRATEGY LAST_PICTURE_FILE
 *
 * FILTER, LEVEL and STRATEGY are numbers of libpng and zlib; -1 leaves what libpng does by itself.
 */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct sink {
    png_bytep data;
    size_t length;
    size_t room;
};

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static void take(png_structp png, png_bytep data, png_size_t length) {
    struct sink *sink = png_get_io_ptr(png);
    if (sink->room - sink->length < length) {
        sink->room = 2 * (sink->room + length);
        sink->data = realloc(sink->data, sink->room);
        if (!sink->data) {
            png_error(png, "no memory");
        }
    }
    memcpy(sink->data + sink->length, data, length);
    sink->length += length;
}

static void flush(png_structp png) {
    (void) png;
}

static void encode(png_bytep frame, png_uint_32 width, png_uint_32 height, const int *setting, struct sink *sink) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        fail("libpng failed");
    }
    sink->length = 0;
    png_set_write_fn(png, sink, take, flush);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (setting[0] >= 0) {
        png_set_filter(png, PNG_FILTER_TYPE_BASE, setting[0]);
    }
    if (setting[1] >= 0) {
        png_set_compression_level(png, setting[1]);
    }
    if (setting[2] >= 0) {
        png_set_compression_strategy(png, setting[2]);
    }
    png_write_info(png, info);
    png_set_bgr(png);
    for (png_uint_32 y = 0; y < height; y++) {
        png_write_row(png, frame + (size_t) y * width * 3);
    }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
}

int main(int count, char **arguments) {
    if (count != 9) {
        fail("usage: libpng-peer WIDTH HEIGHT FRAMES_FILE COUNT FILTER LEVEL STRATEGY LAST_PICTURE_FILE");
    }
    png_uint_32 width = strtoul(arguments[1], NULL, 10);
    png_uint_32 height = strtoul(arguments[2], NULL, 10);
    int pictures = atoi(arguments[4]);
    int setting[] = {atoi(arguments[5]), atoi(arguments[6]), atoi(arguments[7])};
    size_t size = (size_t) width * height * 3;
    FILE *in = fopen(arguments[3], "rb");
    if (!in || fseek(in, 0, SEEK_END)) {
        fail("the frames cannot be read");
    }
    size_t all = ftell(in);
    png_bytep frames = malloc(all);
    rewind(in);
    if (!frames || all < size || fread(frames, 1, all, in) != all) {
        fail("the frames cannot be read");
    }
    struct sink sink = {NULL, 0, 0};
    size_t bytes = 0;
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int i = 0; i < pictures; i++) {
        encode(frames + i % (all / size) * size, width, height, setting, &sink);
        bytes += sink.length;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    FILE *out = fopen(arguments[8], "wb");
    if (!out || fwrite(sink.data, 1, sink.length, out) != sink.length || fclose(out)) {
        fail("the last picture cannot be written");
    }
    printf("%lld %zu\n", (end.tv_sec - begin.tv_sec) * 1000000000LL + end.tv_nsec - begin.tv_nsec, bytes);
    return 0;
}
