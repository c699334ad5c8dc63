// The search for cameras in the network, and the configuration of one that was found. A search configures nothing.
import * as api from './api.js';
import {announce, byId, element, table} from './dom.js';

const UNAVAILABLE = 'Network cameras can be searched for when the bundle org.obscura.camera.ip is installed.';

let found = [];

/** Offers the search to those who may configure. */
export function offer(role, available) {
  const section = byId('discovery');
  section.hidden = role !== 'configure';
  byId('search').hidden = !available;
  if (!available) {
    found = [];
    show(UNAVAILABLE);
  } else if (byId('search-state').textContent === UNAVAILABLE) {
    show('');
  }
}

export function start() {
  byId('search').addEventListener('click', search);
}

function show(state) {
  byId('search-state').textContent = state;
  byId('found').replaceChildren(...(found.length === 0 ? [] : [
    table('Cameras found', ['Address', 'Name', 'Model', 'Configuration'], found.map(camera =>
      [camera.address, camera.name, camera.model, camera.configuration || form(camera)]))]));
}

async function search() {
  byId('search').disabled = true;
  found = [];
  show('Searching');
  try {
    found = await api.discover();
    show(found.length === 0 ? 'No camera answered. Cameras behind a router do not, nor do those without ONVIF.'
      : `${found.length} ${found.length === 1 ? 'camera' : 'cameras'} answered`);
  } catch (e) {
    show(e.message);
  }
  byId('search').disabled = false;
}

function form(camera) {
  const name = element('input', {type: 'text', value: camera.suggestedName, 'aria-label': `Name for the configuration of ${camera.address}`});
  return element('div', {className: 'add'}, name,
    element('button', {type: 'button', 'aria-label': `Add ${camera.address}`, onclick: () => add(camera, name.value)}, 'Add'));
}

async function add(camera, name) {
  try {
    const configured = await api.configure(camera.address, name);
    found = found.map(each => each.address === camera.address ? configured : each);
    show(`Created the configuration ${configured.configuration}. If the camera requires a password, set username and .password there.`);
  } catch (e) {
    byId('search-state').textContent = e.message;
    announce(e.message);
  }
}
