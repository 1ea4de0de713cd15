// What the services call things, as readers see it.

import { h } from './dom.js';
import { count } from './format.js';
import { t } from './words.js';

export const STATUSES = ['draft', 'in-review', 'live', 'paused', 'stopped', 'ended'];

const KINDS = {
    live: 'good', passed: 'good', closed: 'good', won: 'good', 'three-wins': 'good',
    'in-review': 'warn', paused: 'warn', open: 'warn', fixed: 'warn',
    failed: 'bad', lost: 'bad',
};

/** A status in words and colour; `number` of things that have it. */
export const statusBadge = (status, number = null) => h(`span.badge.${KINDS[status] ?? 'plain'}`, {},
    t(`status.${status}`), number === null ? null : ` ${count(number)}`);

/** What the service wrote, which is English. */
export const told = (text) => h('span', { lang: 'en' }, text);

/** What the bottom line found, each with where it is and what would be right. */
export const findings = (all) => h('ul.findings', {}, all.map((finding) => h('li', {},
    h('span.badge.bad', {}, finding.rule), ' ', told(finding.detail),
    h('p.hint', {}, told(finding.fix ?? ''), ' ', h('code', {}, finding.pointer)))));
