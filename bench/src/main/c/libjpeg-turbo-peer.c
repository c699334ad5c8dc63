/*
 * Makes JPEG files of raw BGR frames, by libjpeg-turbo and nothing else, on several threads: what a machine can do at the most.
 *
 * libjpeg-turbo-peer WIDTH HEIGHT FRAMES_FILE COUNT QUALITY THREADS FOLDER
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* Of turbojpeg.h, as they are since version 1.4, so that the library alone need be installed. */
extern void *tjInitCompress(void);
extern unsigned long tjBufSize(int width, int height, int subsampling);
extern int tjCompress2(void *handle, const unsigned char *pixels, int width, int pitch, int height, int format, unsigned char **jpeg, unsigned long *size,
                       int subsampling, int quality, int flags);
enum { BGR = 1, SAMPLES_420 = 2, NO_REALLOCATION = 1024, ACCURATE_TRANSFORM = 4096 };

static int width, height, pictures, quality, threads;
static const char *folder;
static unsigned char *frames;
static size_t frame_count;

static void fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static void save(const unsigned char *jpeg, unsigned long size, int number) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%05d.jpg", folder, number);
    FILE *out = fopen(path, "wb");
    if (!out || fwrite(jpeg, 1, size, out) != size || fclose(out)) {
        fail("a picture cannot be written");
    }
}

static void *work(void *first) {
    void *compressor = tjInitCompress();
    unsigned char *jpeg = malloc(tjBufSize(width, height, SAMPLES_420));
    if (!compressor || !jpeg) {
        fail("libjpeg-turbo failed");
    }
    for (int i = *(int *) first; i < pictures; i += threads) {
        unsigned long size = tjBufSize(width, height, SAMPLES_420);
        const unsigned char *frame = frames + i % frame_count * width * height * 3;
        if (tjCompress2(compressor, frame, width, 0, height, BGR, &jpeg, &size, SAMPLES_420, quality, NO_REALLOCATION | ACCURATE_TRANSFORM)) {
            fail("libjpeg-turbo failed");
        }
        save(jpeg, size, i);
    }
    return NULL;
}

int main(int count, char **arguments) {
    if (count != 8) {
        fail("usage: libjpeg-turbo-peer WIDTH HEIGHT FRAMES_FILE COUNT QUALITY THREADS FOLDER");
    }
    width = atoi(arguments[1]);
    height = atoi(arguments[2]);
    pictures = atoi(arguments[4]);
    quality = atoi(arguments[5]);
    threads = atoi(arguments[6]);
    folder = arguments[7];
    FILE *in = fopen(arguments[3], "rb");
    if (!in || fseek(in, 0, SEEK_END)) {
        fail("the frames cannot be read");
    }
    size_t all = ftell(in);
    frames = malloc(all);
    frame_count = all / ((size_t) width * height * 3);
    rewind(in);
    if (!frames || !frame_count || fread(frames, 1, all, in) != all) {
        fail("the frames cannot be read");
    }
    pthread_t started[threads];
    int first[threads];
    for (int i = 0; i < threads; i++) {
        first[i] = i;
        if (pthread_create(&started[i], NULL, work, &first[i])) {
            fail("a thread cannot be started");
        }
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(started[i], NULL);
    }
    return 0;
}
