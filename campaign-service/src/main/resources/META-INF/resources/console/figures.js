// Charts, drawn as SVG. Each has a name, and its figures as text beside it: nobody has to see colours to read it.

import { h, svg, table, unique } from './dom.js';
import { count, money, share } from './format.js';
import { t } from './words.js';

const WIDTH = 720;
const HEIGHT = 220;
const TOP = 20;
const BASE = 190;
/** What is left of the columns, for the figures of the grid. */
const GUTTER = 84;
const MOST_LABELS = 6;
const LONGEST_LABEL = 16;

/** Where a budget is: spent, lent to replicas for the next minutes, free. */
export function moneyFigure(figures, currency) {
    const parts = [['spent', figures.spentMicros], ['leased', figures.leasedMicros], ['available', figures.availableMicros]];
    const whole = Math.max(figures.budgetMicros, parts.reduce((sum, [, value]) => sum + value, 0), 1);
    let x = 0;
    const rects = parts.map(([name, value], place) => {
        const width = (value / whole) * WIDTH;
        const rect = svg('rect', { class: `series-${place}`, x, y: 0, width, height: 16 });
        x += width;
        return rect;
    });
    const label = `${t('money.budget')} ${money(figures.budgetMicros, currency)}; ${parts
        .map(([name, value]) => `${t(`money.${name}`)} ${money(value, currency)}`).join('; ')}`;
    return h('figure.money', {},
        svg('svg', { viewBox: `0 0 ${WIDTH} 16`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
            svg('rect', { class: 'rail', x: 0, y: 0, width: WIDTH, height: 16 }), rects),
        h('dl.legend', {},
            h('div', {}, h('dt', {}, t('money.budget')), h('dd', {}, money(figures.budgetMicros, currency))),
            parts.map(([name, value], place) => h('div', {},
                h('dt', {}, h(`span.swatch.series-${place}`), t(`money.${name}`)), h('dd', {}, money(value, currency))))));
}

/**
 * Columns side by side. `series` are `{name, values}` with a value for each of `labels`; `write` says how a value is written.
 */
export function columns(title, labels, series, write = count) {
    const top = roundedUp(Math.max(...series.flatMap(({ values }) => values)));
    const slot = (WIDTH - GUTTER) / Math.max(1, labels.length);
    const width = Math.min(36, (slot * 0.8) / series.length);
    const middle = (place) => GUTTER + (place + 0.5) * slot;
    const bars = labels.flatMap((label, place) => series.map(({ name, values }, which) => {
        const height = (values[place] / top) * (BASE - TOP);
        return svg('rect', {
            class: `series-${which}`,
            x: middle(place) + (which - series.length / 2) * width,
            y: BASE - height,
            width: width * 0.9,
            height,
            rx: 2,
        }, svg('title', {}, `${label}: ${name} ${write(values[place])}`));
    }));
    const every = Math.ceil(labels.length / MOST_LABELS);
    const names = labels.map((label, place) => (place % every === 0
        ? svg('text', { x: middle(place), y: BASE + 20, 'text-anchor': 'middle' }, shortened(label)) : null));
    const chart = drawing(title, HEIGHT,
        [1, 0.5].map((part) => grid(BASE - part * (BASE - TOP), write(top * part))),
        svg('line', { class: 'axis', x1: GUTTER, x2: WIDTH, y1: BASE, y2: BASE }), bars, names);
    return figure(title, chart, series.length > 1 ? legend(series) : null,
        [t('by'), ...series.map(({ name }) => name)],
        labels.map((label, place) => [label, ...series.map(({ values }) => write(values[place]))]));
}

function grid(y, label) {
    return [
        svg('line', { class: 'grid', x1: GUTTER, x2: WIDTH, y1: y, y2: y }),
        svg('text', { class: 'tick', x: GUTTER - 8, y: y + 4, 'text-anchor': 'end' }, label),
    ];
}

/** A figure from which half is as round: 59 becomes 60, and nothing at all 2. */
function roundedUp(most) {
    const unit = 10 ** Math.floor(Math.log10(Math.max(2, most)));
    return [1, 2, 4, 6, 8, 10].map((times) => times * unit).find((round) => round >= Math.max(2, most));
}

/* Of a day, its month and day; the whole is in the table and where one points. */
function shortened(label) {
    const text = label.replace(/^\d{4}-(\d\d-\d\d)$/, '$1');
    return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1)}…` : text;
}

/** How many of the first step reached each of the next; `steps` are `{name, value}`. */
export function funnel(title, steps) {
    const first = Math.max(1, ...steps.map(({ value }) => value));
    const line = 56;
    const chart = drawing(title, steps.length * line,
        steps.map(({ name, value }, place) => [
            svg('text', { x: 0, y: place * line + 20 }, `${name} · ${count(value)} · ${share(value, steps[0].value)}`),
            svg('rect', { class: 'rail', x: 0, y: place * line + 28, width: WIDTH, height: 16, rx: 3 }),
            svg('rect', { class: 'series-0', x: 0, y: place * line + 28, width: (value / first) * WIDTH, height: 16, rx: 3 }),
        ]));
    return figure(title, chart, null, [t('step'), t('people.number'), t('share')],
        steps.map(({ name, value }) => [name, count(value), share(value, steps[0].value)]));
}

function drawing(title, height, ...parts) {
    const id = unique('chart');
    return svg('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-labelledby': id },
        svg('title', { id }, title), parts);
}

const legend = (series) => h('ul.legend', {}, series.map(({ name }, place) => h('li', {}, h(`span.swatch.series-${place}`), name)));

const figure = (title, chart, key, headings, rows) => h('figure.card', {},
    h('figcaption', {}, title), key, chart,
    h('details', {}, h('summary', {}, t('as.table')), table(title, headings, rows)));
