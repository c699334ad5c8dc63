// Makes elements. Texts are set as text, never as markup.

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (key in made && key !== 'list') {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

export function table(caption, headings, rows) {
  return element('div', {className: 'table', tabIndex: 0, role: 'region', 'aria-label': caption},
    element('table', {},
      element('caption', {className: 'unseen'}, caption),
      element('thead', {}, element('tr', {}, ...headings.map(heading => element('th', {scope: 'col'}, heading)))),
      element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map(cell =>
        element('td', {}, cell instanceof Node ? cell : String(cell ?? ''))))))));
}

const byId = id => document.getElementById(id);

/** Says something to people who use a screen reader, and shows problems. */
export function announce(text) {
  byId('announcement').textContent = text;
}

export {byId};
