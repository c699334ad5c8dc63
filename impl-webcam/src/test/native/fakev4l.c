/*
 * A camera that is not there, for tests of the real native grabber. Preloaded into a process, it answers for libv4l2 and for the few
 * libc calls by which the grabber looks for devices:
 *
 *     gcc -O2 -shared -fPIC -Wl,-soname,libv4l2.so.0 -o libfakev4l.so fakev4l.c -ldl -lpthread
 *     FAKEV4L_DIR=dir LD_PRELOAD=./libfakev4l.so java ...
 *
 * By that name it is the libv4l2 that the grabber needs, also for who looks for a function in the grabber.
 *
 * /dev/videoN exists as long as the file dir/videoN does; deleting that file unplugs the camera. The file's text is its mood:
 *     (empty)  30 frames a second
 *     stall    no frame comes
 *     enodev   taking a frame fails with ENODEV, as after unplugging
 *     eio      taking a frame fails with EIO, which makes the grabber try again for ever
 *     noisy    as eio, and each try prints a line to standard error
 *     busy     the format cannot be set, as while another program streams
 *     denied   it cannot be opened: EACCES
 *     chatty   the frame rate cannot be set, of which the grabber tells standard output
 *     output, metadata   the driver has cameras, but this node of it takes pictures, or gives data about them
 *
 * If there is a file dir/controls-videoN, the camera has controls, whose values are its numbers: brightness (0 to 255), automatic white
 * balance (0 or 1), white balance temperature (2000 to 9000, steps of 100; refused while that is automatic), exposure mode (1 manual, 3
 * automatic). They belong to the camera: other programs change them by the file. Frames have the brightness of two frames before in the
 * red of the ninth pixel.
 *
 * Frames are made by a thread and wait in the queued buffers, and are lost when none is queued, as a driver does it; the file
 * dir/until-lost-videoN, if there is one, is taken away then. Sizes: 320x240,
 * 640x480, 1280x720, 1920x1080; another wish becomes the one of the nearest width. A pixel is red = x, green = y, blue = number of
 * the frame (each modulo 256), but for the red of the first eight pixels: the time at which the exposure began, in microseconds
 * since 1970, lowest byte first.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MAX_FD 4096
#define BUFFERS 8
#define INTERVAL_US 33333
#define OFFSET_STEP 0x1000000
#define CONTROLS 4

typedef struct {
    int number, fd, width, height, streaming, closed;
    unsigned sequence;
    size_t length;
    unsigned char *data[BUFFERS];
    int queued[BUFFERS], queued_count; /* waiting to be filled */
    int filled[BUFFERS], filled_count; /* waiting to be taken */
    int watched, known[CONTROLS]; /* what this descriptor has read or written last */
    int settling[2];              /* brightness of the frames that are exposed already */
    pthread_mutex_t lock;
    pthread_t thread;
} camera;

static const struct {
    unsigned id, type;
    const char *name;
    int min, max, step, initial;
} controls[CONTROLS] = {
    {V4L2_CID_BRIGHTNESS, V4L2_CTRL_TYPE_INTEGER, "Brightness", 0, 255, 1, 128},
    {V4L2_CID_AUTO_WHITE_BALANCE, V4L2_CTRL_TYPE_BOOLEAN, "White Balance, Automatic", 0, 1, 1, 1},
    {V4L2_CID_WHITE_BALANCE_TEMPERATURE, V4L2_CTRL_TYPE_INTEGER, "White Balance Temperature", 2000, 9000, 100, 4000},
    {V4L2_CID_EXPOSURE_AUTO, V4L2_CTRL_TYPE_MENU, "Auto Exposure", 0, 3, 1, 3},
};

static camera *cameras[MAX_FD]; /* by the descriptor of v4l2_open */
static int probed[MAX_FD];      /* number + 1, by the descriptor of open */

#define REAL(result, name, ...) ((result (*)(__VA_ARGS__)) dlsym(RTLD_NEXT, #name))

static int camera_number(const char *path) {
    static const char prefix[] = "/dev/video";
    size_t n = sizeof prefix - 1;
    return path && !strncmp(path, prefix, n) && path[n] >= '0' && path[n] <= '9' ? atoi(path + n) : -1;
}

/* Reads the mood; 0 if the camera is not plugged in. */
static int plugged(int number, char mood[32]) {
    const char *dir = getenv("FAKEV4L_DIR");
    char file[512];
    snprintf(file, sizeof file, "%s/video%d", dir ? dir : "/nonexistent", number);
    int fd = REAL(int, open, const char *, int, ...)(file, O_RDONLY);
    if (fd < 0)
        return 0;
    ssize_t n = read(fd, mood, 31);
    mood[n > 0 ? n : 0] = 0;
    REAL(int, close, int)(fd);
    return 1;
}

/* Reads the values of the controls, or writes them; 0 if the camera has none. */
static int values(int number, int v[CONTROLS], int writes) {
    const char *dir = getenv("FAKEV4L_DIR");
    char file[512], written[520], text[128];
    snprintf(file, sizeof file, "%s/controls-video%d", dir ? dir : "/nonexistent", number);
    snprintf(written, sizeof written, "%s.new", file);
    int fd = REAL(int, open, const char *, int, ...)(writes ? written : file, writes ? O_WRONLY | O_CREAT | O_TRUNC : O_RDONLY, 0600);
    if (fd < 0)
        return 0;
    if (writes) { /* in one step, since the process may be killed meanwhile */
        int n = snprintf(text, sizeof text, "%d %d %d %d\n", v[0], v[1], v[2], v[3]);
        if (write(fd, text, n) != n || rename(written, file))
            perror("fakev4l");
        REAL(int, close, int)(fd);
        return 1;
    }
    ssize_t n = read(fd, text, sizeof text - 1);
    text[n > 0 ? n : 0] = 0;
    REAL(int, close, int)(fd);
    return sscanf(text, "%d %d %d %d", &v[0], &v[1], &v[2], &v[3]) == CONTROLS;
}

static int is(const char *mood, const char *word) {
    return !strncmp(mood, word, strlen(word));
}

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static void signal_ready(camera *c) {
    uint64_t one = 1;
    if (write(c->fd, &one, sizeof one) < 0)
        perror("fakev4l");
}

static void paint(camera *c, unsigned char *p, int64_t began) {
    unsigned char *start = p;
    for (int y = 0; y < c->height; y++)
        for (int x = 0; x < c->width; x++) {
            *p++ = x;
            *p++ = y;
            *p++ = c->sequence;
        }
    for (int i = 0; i < 8; i++)
        start[i * 3] = began >> (8 * i);
    int v[CONTROLS];
    if (values(c->number, v, 0)) {
        start[8 * 3] = c->settling[0];
        c->settling[0] = c->settling[1];
        c->settling[1] = v[0];
    }
}

static void tell_lost(const camera *c) {
    const char *dir = getenv("FAKEV4L_DIR");
    char file[512];
    snprintf(file, sizeof file, "%s/until-lost-video%d", dir ? dir : "/nonexistent", c->number);
    unlink(file);
}

static void *expose(void *arg) {
    camera *c = arg;
    while (!c->closed) {
        int64_t began = now_us();
        usleep(INTERVAL_US);
        char mood[32];
        int here = plugged(c->number, mood);
        pthread_mutex_lock(&c->lock);
        if (c->streaming && (!here || is(mood, "e") || is(mood, "noisy"))) {
            signal_ready(c); /* a device in trouble wakes whoever waits */
        } else if (c->streaming && !is(mood, "stall")) {
            if (c->queued_count) {
                int i = c->queued[0];
                memmove(c->queued, c->queued + 1, --c->queued_count * sizeof(int));
                paint(c, c->data[i], began);
                c->filled[c->filled_count++] = i;
                signal_ready(c);
            } else {
                tell_lost(c);
            }
            c->sequence++;
        }
        pthread_mutex_unlock(&c->lock);
    }
    return NULL;
}

/* How the grabber looks for devices. */

int access(const char *path, int mode) {
    int number = camera_number(path);
    char mood[32];
    if (number < 0)
        return REAL(int, access, const char *, int)(path, mode);
    if (plugged(number, mood))
        return 0;
    errno = ENOENT;
    return -1;
}

int __xstat(int version, const char *path, struct stat *s) {
    int number = camera_number(path);
    char mood[32];
    if (number < 0) {
        int (*real)(int, const char *, struct stat *) = REAL(int, __xstat, int, const char *, struct stat *);
        return real ? real(version, path, s) : stat(path, s);
    }
    if (!plugged(number, mood)) {
        errno = ENOENT;
        return -1;
    }
    memset(s, 0, sizeof *s);
    s->st_mode = S_IFCHR | 0666;
    return 0;
}

int open(const char *path, int flags, ...) {
    va_list args;
    va_start(args, flags);
    int mode = va_arg(args, int);
    va_end(args);
    int (*real)(const char *, int, ...) = REAL(int, open, const char *, int, ...);
    int number = camera_number(path);
    char mood[32];
    if (number < 0)
        return real(path, flags, mode);
    if (!plugged(number, mood)) {
        errno = ENOENT;
        return -1;
    }
    int fd = real("/dev/null", O_RDONLY);
    if (fd >= 0 && fd < MAX_FD)
        probed[fd] = number + 1;
    return fd;
}

static int describe(int number, struct v4l2_capability *c) {
    char mood[32] = "";
    plugged(number, mood);
    memset(c, 0, sizeof *c);
    strcpy((char *) c->driver, "fake");
    snprintf((char *) c->card, sizeof c->card, "Fake V4L2 camera %d", number);
    c->capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    if (is(mood, "output") || is(mood, "metadata")) {
        c->device_caps = (is(mood, "output") ? V4L2_CAP_VIDEO_OUTPUT : V4L2_CAP_META_CAPTURE) | V4L2_CAP_STREAMING;
        c->capabilities |= V4L2_CAP_DEVICE_CAPS | c->device_caps;
    }
    return 0;
}

int ioctl(int fd, unsigned long request, ...) {
    va_list args;
    va_start(args, request);
    void *p = va_arg(args, void *);
    va_end(args);
    if (fd < 0 || fd >= MAX_FD || !probed[fd])
        return REAL(int, ioctl, int, unsigned long, ...)(fd, request, p);
    if (request == VIDIOC_QUERYCAP)
        return describe(probed[fd] - 1, p);
    errno = EINVAL;
    return -1;
}

int close(int fd) {
    if (fd >= 0 && fd < MAX_FD)
        probed[fd] = 0;
    return REAL(int, close, int)(fd);
}

/* libv4l2 */

int v4l2_open(const char *path, int flags, ...) {
    (void) flags;
    int number = camera_number(path);
    char mood[32];
    if (number < 0 || !plugged(number, mood)) {
        errno = ENODEV;
        return -1;
    }
    if (is(mood, "denied")) {
        errno = EACCES;
        return -1;
    }
    int fd = eventfd(0, EFD_SEMAPHORE | EFD_NONBLOCK);
    if (fd < 0 || fd >= MAX_FD) {
        errno = EMFILE;
        return -1;
    }
    camera *c = calloc(1, sizeof *c);
    c->number = number;
    c->fd = fd;
    pthread_mutex_init(&c->lock, NULL);
    cameras[fd] = c;
    pthread_create(&c->thread, NULL, expose, c);
    return fd;
}

int v4l2_close(int fd) {
    camera *c = cameras[fd];
    if (c) {
        c->closed = 1;
        pthread_join(c->thread, NULL);
        for (int i = 0; i < BUFFERS; i++)
            free(c->data[i]);
        free(c);
        cameras[fd] = NULL;
    }
    return close(fd);
}

int v4l2_munmap(void *start, size_t length) {
    (void) start;
    (void) length;
    return 0;
}

ssize_t v4l2_read(int fd, void *buffer, size_t n) {
    (void) fd;
    (void) buffer;
    (void) n;
    errno = EINVAL;
    return -1;
}

void *v4l2_mmap(void *start, size_t length, int protection, int flags, int fd, int64_t offset) {
    (void) start;
    (void) protection;
    (void) flags;
    camera *c = cameras[fd];
    int i = offset / OFFSET_STEP;
    if (!c->data[i])
        c->data[i] = calloc(1, length);
    return c->data[i];
}

static int set_format(camera *c, struct v4l2_pix_format *f) {
    static const int widths[] = {320, 640, 1280, 1920}, heights[] = {240, 480, 720, 1080};
    int best = 0;
    for (int i = 1; i < 4; i++)
        if (abs((int) f->width - widths[i]) < abs((int) f->width - widths[best]))
            best = i;
    f->width = c->width = widths[best];
    f->height = c->height = heights[best];
    f->bytesperline = c->width * 3;
    f->sizeimage = c->length = (size_t) c->width * c->height * 3;
    return 0;
}

static int take(camera *c, struct v4l2_buffer *b, int here, const char *mood) {
    uint64_t one;
    if (!here || is(mood, "enodev")) {
        errno = ENODEV;
        return -1;
    }
    if (is(mood, "eio") || is(mood, "noisy")) {
        if (is(mood, "noisy"))
            fprintf(stderr, "libv4l2: error dequeuing buf: Input/output error\n");
        errno = EIO;
        return -1;
    }
    if (!c->filled_count || read(c->fd, &one, sizeof one) < 0) {
        errno = EAGAIN;
        return -1;
    }
    b->index = c->filled[0];
    memmove(c->filled, c->filled + 1, --c->filled_count * sizeof(int));
    b->bytesused = c->length;
    return 0;
}

static int control_of(unsigned id) {
    for (int i = 0; i < CONTROLS; i++)
        if (controls[i].id == id)
            return i;
    return -1;
}

static int fail(int error) {
    errno = error;
    return -1;
}

static int query(const int v[CONTROLS], struct v4l2_query_ext_ctrl *q) {
    unsigned after = q->id & V4L2_CTRL_ID_MASK;
    int found = -1;
    for (int i = 0; i < CONTROLS; i++)
        if (controls[i].id > after && (found < 0 || controls[i].id < controls[found].id))
            found = i;
    if (found < 0)
        return fail(EINVAL);
    memset(q, 0, sizeof *q);
    q->id = controls[found].id;
    q->type = controls[found].type;
    strcpy(q->name, controls[found].name);
    q->minimum = controls[found].min;
    q->maximum = controls[found].max;
    q->step = controls[found].step;
    q->default_value = controls[found].initial;
    q->flags = found == 2 && v[1] ? V4L2_CTRL_FLAG_INACTIVE : 0;
    return 0;
}

static int control(camera *c, unsigned request, void *p) {
    int v[CONTROLS];
    if (!values(c->number, v, 0))
        return fail(ENOTTY);
    if (request == VIDIOC_QUERY_EXT_CTRL)
        return query(v, p);
    if (request == VIDIOC_QUERYMENU) {
        struct v4l2_querymenu *m = p;
        if (m->id != V4L2_CID_EXPOSURE_AUTO || (m->index != 1 && m->index != 3))
            return fail(EINVAL);
        strcpy((char *) m->name, m->index == 1 ? "Manual Mode" : "Aperture Priority Mode");
        return 0;
    }
    if (request == VIDIOC_SUBSCRIBE_EVENT) {
        c->watched = 1;
        return 0;
    }
    if (request == VIDIOC_DQEVENT) {
        for (int i = 0; i < CONTROLS; i++)
            if (c->watched && c->known[i] != v[i]) {
                c->known[i] = v[i];
                ((struct v4l2_event *) p)->id = controls[i].id;
                return 0;
            }
        return fail(ENOENT);
    }
    struct v4l2_ext_control *item = ((struct v4l2_ext_controls *) p)->controls;
    int i = control_of(item->id);
    if (i < 0)
        return fail(EINVAL);
    if (request == VIDIOC_S_EXT_CTRLS) {
        if (i == 2 && v[1])
            return fail(EACCES);
        if (item->value < controls[i].min || item->value > controls[i].max)
            return fail(ERANGE);
        v[i] = item->value;
        values(c->number, v, 1);
    }
    item->value = c->known[i] = v[i];
    return 0;
}

static int answer(camera *c, unsigned request, void *p, int here, const char *mood) {
    struct v4l2_buffer *b = p;
    switch (request) {
        case VIDIOC_QUERYCAP: return describe(c->number, p);
        case VIDIOC_S_FMT:
            if (is(mood, "busy")) {
                errno = EBUSY;
                return -1;
            }
            return set_format(c, &((struct v4l2_format *) p)->fmt.pix);
        case VIDIOC_G_PARM: return 0;
        case VIDIOC_S_PARM:
            errno = EINVAL;
            return is(mood, "chatty") ? -1 : 0;
        case VIDIOC_REQBUFS: ((struct v4l2_requestbuffers *) p)->count = 4; return 0;
        case VIDIOC_QUERYBUF:
            b->length = c->length;
            b->m.offset = b->index * OFFSET_STEP;
            return 0;
        case VIDIOC_QBUF: c->queued[c->queued_count++] = b->index; return 0;
        case VIDIOC_STREAMON: c->streaming = 1; return 0;
        case VIDIOC_STREAMOFF: c->streaming = 0; return 0;
        case VIDIOC_DQBUF: return take(c, b, here, mood);
        case VIDIOC_QUERY_EXT_CTRL:
        case VIDIOC_QUERYMENU:
        case VIDIOC_SUBSCRIBE_EVENT:
        case VIDIOC_DQEVENT:
        case VIDIOC_G_EXT_CTRLS:
        case VIDIOC_S_EXT_CTRLS: return control(c, request, p);
        default: errno = EINVAL; return -1;
    }
}

int v4l2_ioctl(int fd, unsigned long request, ...) {
    va_list args;
    va_start(args, request);
    void *p = va_arg(args, void *);
    va_end(args);
    camera *c = cameras[fd];
    if (!c) {
        errno = EBADF;
        return -1;
    }
    char mood[32] = "";
    int here = plugged(c->number, mood);
    pthread_mutex_lock(&c->lock);
    int result = answer(c, (unsigned) request, p, here, mood);
    int error = errno;
    pthread_mutex_unlock(&c->lock);
    errno = error;
    return result;
}
