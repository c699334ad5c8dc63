// One camera: its live view, the shutter, series and controls.
import * as api from './api.js';
import {Controls} from './controls.js';
import {announce, element} from './dom.js';

const RETRY = 2000;
const STILL_INTERVAL = 2000;
/** A browser has six connections to a server: more live streams would leave none for everything else. */
const MAX_STREAMS = 3;
const streams = new Set();

export class CameraCard {
  constructor(camera, role) {
    this.id = camera.id;
    const operate = role === 'operate' || role === 'configure';
    const configure = role === 'configure';
    this.visible = false;
    this.image = element('img', {alt: `Live view of camera ${camera.id}`, onerror: () => this.lost(), onload: () => this.seen()});
    this.overlay = element('p', {role: 'status'});
    this.status = element('span', {className: 'status'});
    this.device = element('span', {className: 'status'});
    this.shutter = element('button', {type: 'button', className: 'shutter', disabled: !operate, onclick: () => this.take()}, 'Take image');
    this.startStop = element('button', {type: 'button', disabled: !configure, onclick: () => this.toggle()}, 'Stop');
    this.size = element('select', {disabled: !configure, onchange: () => this.change({resolution: this.size.value || null})});
    this.count = element('input', {type: 'number', min: 2, max: 100000, value: 5});
    this.interval = element('input', {type: 'number', min: 0, step: 'any', value: 0});
    this.progress = element('progress', {max: 1, value: 0, hidden: true, 'aria-label': `Progress of the series of camera ${camera.id}`});
    this.runSeries = element('button', {type: 'button', disabled: !operate, onclick: () => this.series()}, 'Start series');
    this.message = element('p', {className: 'problem', role: 'alert'});
    this.controls = new Controls(camera.id, operate);
    this.node = element('article', {className: 'camera', 'aria-label': `Camera ${camera.id}`},
      element('div', {className: 'head'}, element('h3', {}, camera.id), this.device, this.status),
      element('div', {className: 'screen'}, this.image, this.overlay),
      element('div', {className: 'actions'}, this.shutter, this.startStop,
        element('label', {className: 'size'}, 'Image size', this.size), this.message),
      element('details', {}, element('summary', {}, 'Series'),
        element('div', {className: 'series'}, element('label', {}, 'Images', this.count),
          element('label', {}, 'Seconds between, 0 for a burst', this.interval), this.runSeries), this.progress),
      this.controls.node);
    this.node.dataset.camera = camera.id;
    this.observer = new IntersectionObserver(entries => {
      this.visible = entries[entries.length - 1].isIntersecting;
      this.view();
    });
    this.observer.observe(this.node);
    this.onVisibility = () => this.view();
    document.addEventListener('visibilitychange', this.onVisibility);
    this.update(camera);
  }

  close() {
    this.closed = true;
    this.observer.disconnect();
    document.removeEventListener('visibilitychange', this.onVisibility);
    this.view();
    this.node.remove();
  }

  update(camera) {
    const good = camera.status === 'ACTIVE';
    this.active = camera.status !== 'INACTIVE';
    this.status.textContent = camera.status.toLowerCase();
    this.status.className = `status ${good ? 'good' : camera.status === 'STARTING' ? '' : 'bad'}`;
    this.device.textContent = camera.device ? camera.device.name : 'no device';
    this.startStop.textContent = this.active ? 'Stop' : 'Start';
    this.reason = camera.reason;
    this.viewChanged(camera.viewProblem);
    const sizes = ['', ...camera.resolutions];
    if (sizes.join() !== this.sizes) {
      this.sizes = sizes.join();
      this.size.replaceChildren(...sizes.map(size => element('option', {value: size}, size || 'chosen by the device')));
    }
    this.size.value = camera.resolution ?? '';
    this.controls.refresh();
    this.view();
  }

  // ---- live view

  /** Says why the last frame stands still; the view goes on by itself. */
  viewChanged(problem) {
    this.problem = problem;
    this.overlay.textContent = this.reason || (problem && `The view stands still: ${problem}`);
  }

  /** Starts or stops the live view: it runs while it can be seen. */
  view() {
    const wanted = !this.closed && this.visible && this.active && !document.hidden;
    if (wanted && !this.viewing) {
      this.viewing = true;
      this.open();
    } else if (!wanted && this.viewing) {
      this.viewing = false;
      clearTimeout(this.timer);
      streams.delete(this);
      this.image.removeAttribute('src');
    }
  }

  open() {
    if (!this.viewing) {
      return;
    }
    this.streaming = streams.has(this) || streams.size < MAX_STREAMS;
    if (this.streaming) {
      streams.add(this);
    }
    this.image.src = api.cameraUrl(this.id, `/live.${this.streaming ? 'mjpeg' : 'jpg'}?width=640&rate=10&at=${Date.now()}`);
  }

  seen() {
    if (this.isLost) {
      this.isLost = false;
      this.viewChanged(this.problem);
    }
    if (!this.streaming) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.open(), STILL_INTERVAL);
    }
  }

  async lost() {
    if (!this.viewing) {
      return;
    }
    this.isLost = true;
    this.image.removeAttribute('src'); // else the browser shows the sign of a broken image
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), RETRY);
    try {
      // what is wrong with the camera says what to do, too
      const problem = await api.problemOfView(this.id);
      this.overlay.textContent = this.reason || problem;
    } catch {
      this.overlay.textContent = 'The gateway does not answer';
    }
  }

  // ---- actions

  async act(action) {
    this.message.textContent = '';
    try {
      return await action();
    } catch (e) {
      this.message.textContent = e.message;
      return null;
    }
  }

  take() {
    return this.act(async () => {
      const capture = await api.capture(this.id, {});
      announce(`Camera ${this.id} takes image ${capture.id}`);
    });
  }

  toggle() {
    return this.change({started: !this.active});
  }

  change(values) {
    return this.act(async () => this.update(await api.change(this.id, values)));
  }

  failed(data) {
    this.message.textContent = data.message;
  }

  series() {
    if (this.number !== undefined) {
      return this.act(() => api.cancelSeries(this.id, this.number));
    }
    return this.act(async () => {
      const begun = await api.capture(this.id, {count: Number(this.count.value), interval: `${Number(this.interval.value)}s`});
      if (begun.series === undefined) {
        return;
      }
      this.number = begun.series;
      this.runSeries.textContent = 'Stop series';
      this.progress.hidden = false;
      await this.follow();
    });
  }

  async follow() {
    let state;
    do {
      state = await api.series(this.id, this.number);
      this.progress.max = state.count;
      this.progress.value = state.requested;
      await new Promise(done => setTimeout(done, 500));
    } while (!state.ended);
    this.number = undefined;
    this.runSeries.textContent = 'Start series';
    this.progress.hidden = true;
    announce(`The series of camera ${this.id} has ended with ${state.taken} images`);
  }
}
