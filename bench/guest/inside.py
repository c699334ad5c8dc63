"""What happens in the guest: plugs the cameras in and measures."""
import argparse
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
from bench import V4L2, WEBCAM, WORK, Bench  # noqa: E402
from programs import JAVA, Device, await_that  # noqa: E402

USB_PORT = 3240


def plug_usb(options):
    for module in ('vhci-hcd', 'uvcvideo'):
        subprocess.run(['modprobe', module], check=True)
    log = WORK / 'usb.log'
    with open(log, 'wb') as out:
        subprocess.Popen(JAVA + ['-cp', options.classes, 'org.obscura.camera.itest.v4l2.usb.UsbIpServer', str(USB_PORT), options.images,
                                 '1-1=Webcam=S1'], stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    await_that('the USB server', lambda: b'READY' in log.read_bytes())
    subprocess.run(['usbip', 'attach', '-r', '127.0.0.1', '-b', '1-1'], check=True)
    await_that('no node of the USB camera', lambda: any('Webcam' in each.read_text() for each in
                                                        pathlib.Path('/sys/class/video4linux').glob('video*/name')))


def plug_vivid():
    subprocess.run(['modprobe', 'vivid', 'n_devs=1', 'node_types=0x1', 'num_inputs=1', 'input_types=0x0'], check=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ('classes', 'images', 'jar'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--rounds', type=int, required=True)
    parser.add_argument('--seconds', type=int, required=True)
    parser.add_argument('measures', nargs='*')
    options = parser.parse_args()
    os.environ['PATH'] += ':/usr/sbin:/sbin'
    subprocess.run(['mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], check=True)
    WORK.mkdir()
    plug_usb(options)
    plug_vivid()
    usb = {size: Device(f'USB camera, MJPG {size}', 'Webcam', 'usb', size, rate, 'MJPG')
           for size, rate in (('1280x720', 10), ('1920x1080', 5))}
    vivid = Device('vivid, BGR3 640x480', 'vivid', 'vivid', '640x480', 5, 'BGR3')
    bench = Bench(options)
    measures = {
        'files-720': lambda: bench.files(usb['1280x720']),
        'files-1080': lambda: bench.files(usb['1920x1080']),
        'files-vivid': lambda: bench.files(vivid),
        'webcam': lambda: bench.files(usb['1280x720'], (V4L2, WEBCAM)),
        'shots': lambda: bench.shots(usb['1280x720']),
        'idle': lambda: bench.idle(usb['1280x720']),
        'http': lambda: bench.http(usb['1280x720']),
    }
    for name in options.measures or measures:
        measures[name]()
    if bench.missing:
        print('\nNot installed, so left out: ' + ', '.join(sorted(bench.missing)))


main()
