// One camera: its live view, the shutter, series and controls.
import * as api from './api.js';
import * as connections from './connections.js';
import {Controls} from './controls.js';
import {announce, element} from './dom.js';
import * as live from './live.js';

/** Between two stills, and after a failure. */
const INTERVAL = 2000;
const SERIES_INTERVAL = 500;

const pause = time => new Promise(done => setTimeout(done, time));

export class CameraCard {
  constructor(camera, role) {
    this.id = camera.id;
    const operate = role === 'operate' || role === 'configure';
    const configure = role === 'configure';
    this.visible = false;
    this.screen = element('canvas', {width: 0, role: 'img', 'aria-label': `Live view of camera ${camera.id}`});
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
      element('div', {className: 'screen'}, this.screen, this.overlay),
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
    if (camera.series > 0) {
      this.act(() => this.resume());
    }
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
    this.explain();
  }

  explain() {
    this.overlay.textContent = this.reason || this.lost || (this.problem && `The view stands still: ${this.problem}`);
  }

  /** Starts or stops the live view: it runs while it can be seen. */
  view() {
    const wanted = !this.closed && this.visible && this.active && !document.hidden;
    if (wanted && !this.watching) {
      this.watching = new AbortController();
      this.watch(this.watching.signal);
    } else if (!wanted && this.watching) {
      this.watching.abort();
      this.watching = null;
      this.screen.width = 0; // it is empty
    }
  }

  /** Shows what the camera sees until that is aborted; a view that ends or fails is opened again. */
  async watch(signal) {
    while (!signal.aborted) {
      try {
        if (connections.acquire(this)) {
          await live.follow(this.url('mjpeg'), signal, async jpeg => {
            await this.show(jpeg, signal);
            return connections.keeps(this);
          });
        } else {
          await connections.inTurn(() => signal.aborted || live.follow(this.url('jpg'), signal, jpeg => this.show(jpeg, signal)));
        }
      } catch (e) {
        if (!signal.aborted) {
          this.lost = e.message;
          this.explain();
        }
      }
      if (this.watching?.signal === signal || !this.watching) {
        connections.release(this);
      }
      await pause(INTERVAL);
    }
  }

  url(suffix) {
    return api.cameraUrl(this.id, `/live.${suffix}?width=640&rate=10`);
  }

  /** Shows a frame. */
  async show(jpeg, signal) {
    let frame;
    try {
      frame = await createImageBitmap(jpeg);
    } catch {
      return; // it is damaged
    }
    if (!signal.aborted) {
      if (this.screen.width !== frame.width || this.screen.height !== frame.height) {
        Object.assign(this.screen, {width: frame.width, height: frame.height});
      }
      this.screen.getContext('2d').drawImage(frame, 0, 0);
      this.lost = '';
      this.explain();
    }
    frame.close();
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

  /** An image was taken: what went wrong before is over. */
  taken() {
    this.message.textContent = '';
  }

  series() {
    if (this.number !== undefined) {
      return this.act(() => api.cancelSeries(this.id, this.number));
    }
    return this.act(async () => {
      const begun = await api.capture(this.id, {count: Number(this.count.value), interval: `${Number(this.interval.value)}s`});
      if (begun.series !== undefined) {
        await this.follow(begun.series);
      }
    });
  }

  /** Shows a series that was begun before the page was opened. */
  async resume() {
    const running = (await api.allSeries(this.id)).find(each => !each.ended);
    if (running && this.number === undefined) {
      await this.follow(running.series);
    }
  }

  async follow(number) {
    this.number = number;
    this.runSeries.textContent = 'Stop series';
    this.progress.hidden = false;
    try {
      let state = {ended: false};
      while (!state.ended && !this.closed) {
        state = await this.stateOfSeries();
        await pause(SERIES_INTERVAL);
      }
      announce(`The series of camera ${this.id} has ended with ${state.taken} images`);
    } finally {
      this.number = undefined;
      this.runSeries.textContent = 'Start series';
      this.progress.hidden = true;
    }
  }

  async stateOfSeries() {
    try {
      const state = await api.series(this.id, this.number);
      this.progress.max = state.count;
      this.progress.value = state.requested;
      return state;
    } catch (e) {
      if (e.status) {
        throw e;
      }
      return {ended: false}; // the series goes on while the gateway does not answer
    }
  }
}
