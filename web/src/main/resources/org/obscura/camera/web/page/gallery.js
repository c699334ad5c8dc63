// The images that were taken, newest first, and one of them in its full size.
import * as api from './api.js';
import {byId, element, table} from './dom.js';

const SHOWN = 60;
const images = new Map();
let shown = null;

// a camera that is made again, or a gateway that is started again, begins with 1 again
const key = image => `${image.camera}/${image.id}/${image.path ?? image.time}`;
const imageUrl = (image, rest) => `${api.captureUrl(image, rest)}?time=${encodeURIComponent(image.time)}`;
const sorted = () => [...images.values()].sort((a, b) => b.time.localeCompare(a.time) || b.id - a.id);

export async function load(cameras) {
  const before = new Set(images.keys());
  const loaded = [];
  for (const camera of cameras) {
    loaded.push(...await capturesOf(camera));
  }
  before.forEach(each => images.delete(each)); // what was announced meanwhile stays
  loaded.forEach(add);
  render();
}

async function capturesOf(camera) {
  try {
    return await api.captures(camera.id);
  } catch (e) {
    if (e.status === 404) {
      return []; // the camera was removed meanwhile
    }
    throw e;
  }
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
  const all = sorted();
  all.slice(SHOWN).forEach(image => images.delete(key(image)));
  const wanted = all.slice(0, SHOWN);
  byId('no-images').hidden = wanted.length > 0;
  const present = new Map([...list.children].map(item => [item.dataset.key, item]));
  list.replaceChildren(...wanted.map(image => present.get(key(image)) ?? item(image)));
  offerNeighbours();
}

function item(image) {
  const name = image.name ?? `Image ${image.id}`;
  const made = element('li', {}, element('button', {type: 'button', onclick: () => show(image)},
    element('img', {src: imageUrl(image, '/thumbnail'), loading: 'lazy', alt: ''}),
    element('span', {}, `${name}, ${image.camera}, ${timeOf(image)}`)));
  made.dataset.key = key(image);
  return made;
}

function timeOf(image) {
  const time = new Date(image.time);
  return time.toDateString() === new Date().toDateString() ? time.toLocaleTimeString() : time.toLocaleString();
}

async function show(image) {
  shown = image;
  const name = image.name ?? `Image ${image.id}`;
  byId('viewer-title').textContent = name;
  byId('viewer-problem').textContent = '';
  byId('viewer-image').src = imageUrl(image, '/image');
  byId('viewer-image').alt = `${name} of camera ${image.camera}`;
  byId('download').href = api.captureUrl(image, '/image?download');
  offerNeighbours();
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

/** The image was deleted, or is of a format that the browser does not know. */
async function explain() {
  const image = shown;
  const problem = await api.problemAt(imageUrl(image, '/image'));
  if (shown === image) {
    byId('viewer-problem').textContent = problem || 'This browser cannot show the image. Download it';
  }
}

function neighbour(step) {
  const all = sorted();
  const index = shown ? all.findIndex(image => key(image) === key(shown)) : -1;
  return index < 0 ? undefined : all[index + step];
}

function offerNeighbours() {
  byId('newer').disabled = neighbour(-1) === undefined;
  byId('older').disabled = neighbour(1) === undefined;
  if (document.activeElement?.disabled) {
    byId('close').focus(); // else the keyboard reaches nothing
  }
}

function go(step) {
  const next = neighbour(step);
  if (next) {
    show(next);
  }
}

export function start() {
  byId('viewer-image').addEventListener('error', explain);
  byId('newer').addEventListener('click', () => go(-1));
  byId('older').addEventListener('click', () => go(1));
  byId('close').addEventListener('click', () => byId('viewer').close());
  byId('viewer').addEventListener('keydown', event => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      go(event.key === 'ArrowLeft' ? -1 : 1);
    }
  });
}
