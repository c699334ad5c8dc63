// The images that were taken, newest first, and one of them in its full size.
import * as api from './api.js';
import {byId, element, table} from './dom.js';

const SHOWN = 60;
const images = new Map();
let shown = null;

const key = image => `${image.camera}/${image.id}`;
const sorted = () => [...images.values()].sort((a, b) => b.time.localeCompare(a.time) || b.id - a.id);

export async function load(cameras) {
  images.clear();
  for (const camera of cameras) {
    for (const capture of await api.captures(camera.id)) {
      add(capture);
    }
  }
  render();
}

function add(capture) {
  if (capture.state === 'SAVED' || capture.state === 'AVAILABLE') {
    images.set(key(capture), capture);
  }
}

/** Adds an image that an event has announced. */
export async function announceImage(capture) {
  try {
    add(await api.oneCapture(capture));
    render();
  } catch {
    // it is no longer kept
  }
}

function render() {
  const list = byId('gallery');
  const wanted = sorted().slice(0, SHOWN);
  byId('no-images').hidden = wanted.length > 0;
  const present = new Map([...list.children].map(item => [item.dataset.key, item]));
  list.replaceChildren(...wanted.map(image => present.get(key(image)) ?? item(image)));
}

function item(image) {
  const name = image.name ?? `Image ${image.id}`;
  const made = element('li', {}, element('button', {type: 'button', onclick: () => show(image)},
    element('img', {src: api.captureUrl(image, '/thumbnail'), loading: 'lazy', alt: ''}),
    element('span', {}, `${name}, ${image.camera}, ${new Date(image.time).toLocaleTimeString()}`)));
  made.dataset.key = key(image);
  return made;
}

async function show(image) {
  shown = image;
  const name = image.name ?? `Image ${image.id}`;
  byId('viewer-title').textContent = name;
  byId('viewer-image').src = api.captureUrl(image, '/image');
  byId('viewer-image').alt = `${name} of camera ${image.camera}`;
  byId('download').href = api.captureUrl(image, '/image?download');
  byId('newer').disabled = neighbour(-1) === undefined;
  byId('older').disabled = neighbour(1) === undefined;
  if (!byId('viewer').open) {
    byId('viewer').showModal();
  }
  try {
    const metadata = await api.metadata(image);
    if (shown === image) {
      byId('metadata').replaceChildren(table('Metadata', ['Metadata', 'Value'], Object.entries(metadata)));
    }
  } catch (e) {
    byId('metadata').textContent = e.message;
  }
}

function neighbour(step) {
  const all = sorted();
  return all[all.findIndex(image => key(image) === key(shown)) + step];
}

function go(step) {
  const next = neighbour(step);
  if (next) {
    show(next);
  }
}

export function start() {
  byId('newer').addEventListener('click', () => go(-1));
  byId('older').addEventListener('click', () => go(1));
  byId('close').addEventListener('click', () => byId('viewer').close());
  byId('viewer').addEventListener('keydown', event => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      go(event.key === 'ArrowLeft' ? -1 : 1);
    }
  });
}
