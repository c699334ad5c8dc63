// The controls of the device that a camera uses, as sliders and menus that act on the live view.
import * as api from './api.js';
import {announce, element} from './dom.js';

const DELAY = 120;

export class Controls {
  constructor(camera, editable) {
    this.camera = camera;
    this.editable = editable;
    this.inputs = new Map();
    this.waiting = {};
    this.body = element('div', {className: 'controls'});
    this.problem = element('p', {className: 'problem'});
    this.node = element('details', {ontoggle: () => this.node.open && this.refresh()}, element('summary', {}, 'Controls'),
      this.body, this.problem, element('button', {type: 'button', disabled: !editable, onclick: () => this.reset()}, 'Reset controls'));
  }

  async refresh() {
    if (!this.node.open) {
      return;
    }
    try {
      const {controls, set, unsupported} = await api.controls(this.camera);
      this.keys = Object.keys(set);
      const shape = JSON.stringify(controls.map(({key, kind, min, max, choices}) => [key, kind, min, max, choices]));
      if (shape !== this.shape) {
        this.shape = shape;
        this.build(controls);
      }
      controls.forEach(control => this.update(control));
      this.problem.textContent = controls.length ? unsupported.join('. ') : 'The device has no controls.';
    } catch (e) {
      this.problem.textContent = e.message;
    }
  }

  build(controls) {
    this.inputs.clear();
    this.body.replaceChildren(...controls.map(control => {
      const id = `control-${this.camera}-${control.key}`;
      const output = element('output', {htmlFor: id});
      const input = this.input(control, id, output);
      this.inputs.set(control.key, {input, output});
      return element('div', {className: 'control'}, element('label', {htmlFor: id}, control.label), input, output);
    }));
  }

  input(control, id, output) {
    const changed = value => this.set(control.key, value);
    if (control.kind === 'CHOICE') {
      return element('select', {id, onchange: event => changed(event.target.value)},
        ...control.choices.map(choice => element('option', {value: choice}, choice)));
    }
    if (control.kind === 'BOOLEAN') {
      return element('input', {id, type: 'checkbox', onchange: event => changed(event.target.checked)});
    }
    const numeric = ['INTEGER', 'NUMBER', 'DURATION'].includes(control.kind);
    if (numeric && control.min !== null && control.max !== null) {
      const unit = control.kind === 'DURATION' ? 's' : '';
      return element('input', {id, type: 'range', min: control.min, max: control.max,
        step: control.step || (control.kind === 'INTEGER' ? 1 : (control.max - control.min) / 200),
        oninput: event => { output.textContent = event.target.value; changed(unit ? event.target.value + unit : Number(event.target.value)); }});
    }
    // an emptied field leaves the control to the device again
    return element('input', {id, type: 'text', onchange: event => changed(event.target.value.trim() || null)});
  }

  update(control) {
    const {input, output} = this.inputs.get(control.key);
    const value = control.set ?? control.value ?? control.default;
    input.disabled = !this.editable || control.traits.includes('read_only') || control.traits.includes('inactive');
    if (document.activeElement !== input || input.type !== 'range') {
      if (input.type === 'checkbox') {
        input.checked = value === true || value === 'true';
      } else if (value !== null || input.type === 'text') {
        input.value = value === null ? '' : control.kind === 'DURATION' ? seconds(value) : value;
      }
      output.textContent = value === null ? '' : `${value} ${control.kind === 'DURATION' ? '' : control.unit}`.trim();
    }
  }

  set(key, value) {
    this.waiting[key] = value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), DELAY);
  }

  async send(values = this.waiting) {
    this.waiting = {};
    try {
      await api.setControls(this.camera, values);
      this.problem.textContent = '';
    } catch (e) {
      this.problem.textContent = e.message;
      announce(e.message);
    }
    await this.refresh();
  }

  reset() {
    return this.send(Object.fromEntries((this.keys ?? []).map(key => [key, null])));
  }
}

function seconds(text) {
  const [, number, unit] = /^([\d.]+)(d|h|m|s|ms|us|ns)?$/.exec(String(text)) ?? [null, 0, 's'];
  return Number(number) * {d: 86400, h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9}[unit ?? 's'];
}
