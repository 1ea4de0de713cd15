// Builds elements. Whatever came from a server or a person becomes a text node or an attribute, and never markup.

/**
 * An element of `tag` ("div", or "div.card" with a class). Properties whose name begins with "on" are listeners; true sets an
 * empty attribute, and false, null and undefined set none. Children may be nodes, text, numbers, arrays of these, or nothing.
 */
export function h(tag, properties = {}, ...children) {
    const [name, ...classes] = tag.split('.');
    const element = document.createElement(name);
    if (classes.length > 0) {
        element.className = classes.join(' ');
    }
    apply(element, properties);
    return append(element, children);
}

/** The same of SVG. */
export function svg(name, attributes = {}, ...children) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    apply(element, attributes);
    return append(element, children);
}

function apply(element, properties) {
    for (const [name, value] of Object.entries(properties)) {
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else if (value === true) {
            element.setAttribute(name, '');
        } else if (value !== false && value !== null && value !== undefined) {
            element.setAttribute(name, value);
        }
    }
}

function append(element, children) {
    for (const child of children.flat(Infinity)) {
        if (child !== null && child !== undefined && child !== false) {
            element.append(child);
        }
    }
    return element;
}

let ids = 0;

/** An id that no other element of the page has. */
export function unique(prefix) {
    ids += 1;
    return `${prefix}-${ids}`;
}

/** A table with a caption for those who cannot see where it stands; `rows` hold cells, each a node or text. */
export function table(caption, headings, rows) {
    return h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': caption },
        h('table', {},
            h('caption.unseen', {}, caption),
            h('thead', {}, h('tr', {}, headings.map((heading) => h('th', { scope: 'col' }, heading)))),
            h('tbody', {}, rows.map(row))));
}

/** One row of a table; its first cell is its heading. */
export const row = (cells) => h('tr', {}, cells.map((cell, column) => h(column === 0 ? 'th' : 'td',
    column === 0 ? { scope: 'row' } : {}, cell)));

/** A button that does one thing at a time: it cannot be pressed again until `action` is done. */
export function button(label, action, kind = 'quiet') {
    const element = h(`button.${kind}`, { type: 'button' }, label);
    element.addEventListener('click', async () => {
        element.disabled = true;
        try {
            await action();
        } finally {
            element.disabled = false;
        }
    });
    return element;
}
