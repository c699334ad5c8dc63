// Puts the page together and keeps it up to date by the events.
import * as api from './api.js';
import {CameraCard} from './camera.js';
import * as discovery from './discovery.js';
import {announce, byId} from './dom.js';
import * as gallery from './gallery.js';
import {addEvent, showDevices} from './status.js';

const RETRY = 3000;
const cards = new Map();
/** Who the user is, and which version is served; null: not known yet. */
let session = null;

async function showCameras() {
  const cameras = await api.cameras();
  byId('no-cameras').hidden = cameras.length > 0;
  for (const [id, card] of cards) {
    if (!cameras.some(camera => camera.id === id)) {
      card.close();
      cards.delete(id);
    }
  }
  for (const camera of cameras) {
    const card = cards.get(camera.id);
    if (card) {
      card.update(camera);
    } else {
      const next = [...cards.values()].filter(each => each.id > camera.id).sort((a, b) => a.id < b.id ? -1 : 1)[0];
      cards.set(camera.id, new CameraCard(camera, session.role));
      byId('camera-list').insertBefore(cards.get(camera.id).node, next?.node ?? null);
    }
  }
  return cameras;
}

/** Calls a function once for many events that come close together. */
function soon(action, delay = 150) {
  let timer = null;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => session && action().catch(e => announce(e.message)), delay);
  };
}

const camerasChanged = soon(showCameras);
const showDevicesAndSearch = async () => discovery.offer(session.role, await showDevices());
const devicesChanged = soon(showDevicesAndSearch);
const everythingChanged = soon(async () => {
  await showDevicesAndSearch();
  await gallery.load(await showCameras());
});

function received(type, data) {
  addEvent(type, data);
  switch (type) {
    case 'reset':
      everythingChanged();
      break;
    case 'saved':
    case 'available':
      announce(`Camera ${data.camera} has image ${data.id}`);
      cards.get(data.camera)?.taken();
      gallery.announceImage(data);
      break;
    case 'failed':
      announce(data.message);
      cards.get(data.camera)?.failed(data);
      break;
    case 'view':
      cards.get(data.camera)?.viewChanged(data.problem);
      break;
    case 'status':
    case 'device':
    case 'devices':
    case 'cameras':
      camerasChanged();
      devicesChanged();
      break;
    case 'property':
      if (['resolution', 'controls'].includes(data.property)) {
        camerasChanged();
      }
      break;
  }
}

let lost = false;

function connection(problem) {
  byId('connection').textContent = problem || 'Connected';
  byId('connection').className = problem ? 'problem' : '';
  if (!problem && lost) {
    identify();
  }
  lost = problem !== '';
}

/** Reads everything again. What the page offers depends on the role and the version; if one is another, the page is loaded again. */
async function identify() {
  try {
    const now = await api.session();
    if (session && (now.role !== session.role || now.version !== session.version)) {
      location.reload();
      return;
    }
    session = now;
    document.title = `Obscura ${session.version}`;
    everythingChanged();
  } catch (e) {
    connection(e.message);
    setTimeout(() => lost && identify(), RETRY);
  }
}

gallery.start();
discovery.start();
identify();
api.follow(received, connection);
