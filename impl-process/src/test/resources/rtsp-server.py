#!/usr/bin/python3
"""RTSP test camera on loopback (gst-rtsp-server). The picture carries the time: 32 squares of 16 pixels, bit n white or black, of
CLOCK_MONOTONIC milliseconds at the moment the frame was made, so a client can tell how old what it got is.
rtsp-server.py PORT [basic|digest] [--tls CERT KEY] : /h264 /h264-slow-key /jpeg ; user and password: camera/secret-4711
Needs: gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-{good,ugly} (x264enc)"""
import sys, time
import gi
gi.require_version('Gst', '1.0')
gi.require_version('GstRtspServer', '1.0')
gi.require_version('Gio', '2.0')
from gi.repository import Gst, GstRtspServer, GLib, Gio

W, H, FPS = 640, 480, 25
Gst.init(None)
BASE = bytes(((x * 255 // W) if c else (y * 255 // H)) & 255 for y in range(64, H) for x in range(W) for c in range(3))

def frame(ms):
    rows = []
    for line in range(4):                                    # 8 bits a line, 16 rows each; 640 = 8 squares of 80
        row = b''.join((b'\xff' if ms >> (line * 8 + bit) & 1 else b'\x00') * (80 * 3) for bit in range(8))
        rows.append(row * 16)
    return b''.join(rows) + BASE

class Factory(GstRtspServer.RTSPMediaFactory):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        self.set_shared(True)

    def do_create_element(self, url):
        return Gst.parse_launch('( appsrc name=src is-live=true do-timestamp=true format=time block=false '
            'caps=video/x-raw,format=RGB,width=%d,height=%d,framerate=%d/1 ! queue max-size-buffers=1 leaky=downstream ! videoconvert ! %s )' % (W, H, FPS, self.encoder))

    def do_configure(self, media):
        src = media.get_element().get_by_name('src')
        def push():
            if src.get_state(0)[1] == Gst.State.NULL:
                return False
            return src.emit('push-buffer', Gst.Buffer.new_wrapped(frame(int(time.monotonic() * 1000)))) in (Gst.FlowReturn.OK, Gst.FlowReturn.FLUSHING)
        GLib.timeout_add(1000 // FPS, push)

args = sys.argv[1:]
server = GstRtspServer.RTSPServer()
server.set_address('127.0.0.1')
server.set_service(args[0])
factories = {
    '/h264': Factory('x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! video/x-h264,profile=baseline ! rtph264pay name=pay0 pt=96 config-interval=1'),
    '/h264-slow-key': Factory('x264enc tune=zerolatency speed-preset=ultrafast key-int-max=250 ! rtph264pay name=pay0 pt=96 config-interval=-1'),
    '/jpeg': Factory('video/x-raw,format=I420 ! jpegenc quality=90 ! rtpjpegpay name=pay0 pt=26'),
}
if len(args) > 1 and args[1] in ('basic', 'digest'):
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string('media.factory.role', 'user')
    if args[1] == 'basic':
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic('camera', 'secret-4711'), token)
        auth.set_supported_methods(0x1)                      # GST_RTSP_AUTH_BASIC
    else:
        auth.add_digest('camera', 'secret-4711', token)
        auth.set_supported_methods(0x2)                      # GST_RTSP_AUTH_DIGEST
    if '--tls' in args:
        i = args.index('--tls')
        auth.set_tls_certificate(Gio.TlsCertificate.new_from_files(args[i + 1], args[i + 2]))
    server.set_auth(auth)
    for f in factories.values():
        f.add_role_from_structure(Gst.Structure.new_from_string('user,media.factory.access=(boolean)true,media.factory.construct=(boolean)true'))
for path, f in factories.items():
    server.get_mount_points().add_factory(path, f)
if server.attach(None) == 0:
    sys.exit('cannot listen')
print('READY', server.get_bound_port(), flush=True)
GLib.MainLoop().run()
