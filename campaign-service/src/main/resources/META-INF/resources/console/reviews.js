// The reviewer's queue, and the verdict with its reasons.

import { get, post, remove, session, withQuery } from './api.js';
import { creative, facts, reasons } from './campaign.js';
import { button, h, table } from './dom.js';
import { formOf } from './fields.js';
import { attempt, go } from './console.js';
import { time } from './format.js';
import { statusBadge } from './status.js';
import { t } from './words.js';

export async function reviews() {
    const query = { status: 'open', overdue: false, cursor: '', limit: 20 };
    const list = h('div', { 'aria-live': 'polite' });
    const load = async () => {
        const { items, next } = await get(withQuery('/v1/reviews', query));
        list.replaceChildren(
            items.length === 0 ? h('p.empty', {}, t('reviews.none')) : queue(items),
            ...(next ? [button(t('more'), () => turn('cursor', next))] : []));
    };
    const turn = (name, value) => {
        query.cursor = '';
        query[name] = value;
        return load();
    };
    await load();
    return {
        title: t('reviews'),
        body: [
            h('form.filters', { onsubmit: (event) => event.preventDefault() },
                h('label', {}, t('filter.status'), h('select', { name: 'status', onchange: (event) => turn('status', event.target.value) },
                    ['open', 'passed', 'failed', 'withdrawn'].map((status) => h('option', { value: status }, t(`status.${status}`))))),
                h('label.check', {},
                    h('input', { type: 'checkbox', name: 'overdue', onchange: (event) => turn('overdue', event.target.checked) }),
                    t('overdue'))),
            list,
        ],
    };
}

const queue = (items) => table(t('reviews'),
    [t('campaign'), t('field.category'), t('submitted.at'), t('due.at'), t('claimed.by')],
    items.map((review) => [
        h('a', { href: `#/reviews/${review.reviewId}` }, review.campaignName),
        [review.category, review.appealOf ? h('span.badge.warn', {}, t('appeal')) : null],
        time(review.submittedAt),
        [time(review.dueAt), review.status === 'open' && Date.parse(review.dueAt) < Date.now()
            ? h('span.badge.bad', {}, t('overdue')) : null],
        review.claimedBy ?? '–',
    ]));

export async function review(id) {
    const it = await get(`/v1/reviews/${id}`);
    const isOpen = it.status === 'open';
    return {
        title: `${t('review')}: ${it.campaignName}`,
        body: [
            h('p', {}, h('a', { href: '#/reviews' }, t('back'))),
            h('p.lead', {}, statusBadge(it.status), ` ${it.category} · ${t('authors')}: ${it.authors.join(', ')}`,
                ` · ${t('due.at')} ${time(it.dueAt)}`,
                it.passesNeeded > 1 ? h('span.badge.warn', {}, t('passes.needed', { number: it.passesNeeded })) : null),
            it.grounds ? h('section.card', {}, h('h2', {}, t('appeal')), h('p', {}, it.grounds)) : null,
            isOpen ? claim(it) : null,
            h('p', {}, h('a', { href: `#/campaigns/${it.campaignId}/stop-ship` }, t('stop.ship'))),
            (it.lineItems ?? []).map((item) => h('article.card', { 'aria-label': item.name }, h('h2', {}, item.name),
                item.creatives.map(creative), h('dl.facts', {}, facts(item)))),
            isOpen ? verdictForm(id) : h('section.card', {}, h('h2', {}, t('verdict')), reasons(it)),
        ],
    };
}

/** While a reviewer claims it, nobody else judges the same. */
function claim(it) {
    const mine = it.claimedBy === session.claims.sub;
    const act = (label, action) => button(label, () => attempt(`#/reviews/${it.reviewId}`, async () => {
        await action();
    }));
    return h('div.bar', {},
        it.claimedBy ? h('span', {}, t('claimed', { who: it.claimedBy, until: time(it.claimedUntil) })) : null,
        mine ? act(t('release'), () => remove(`/v1/reviews/${it.reviewId}/claim`))
            : act(t('claim'), () => post(`/v1/reviews/${it.reviewId}/claim`)));
}

const verdictForm = (id) => formOf(t('verdict'), (fields) => [
    fields.select('/verdict', t('verdict'), ['pass', 'fail'].map((value) => [value, t(`verdict.${value}`)])),
    ['userBenefit', 'sincerity', 'sceneFit'].map((name) => fields.area(`/${name}`, t(`verdict.${name}`))),
], t('verdict.give'), async (verdict) => {
    await post(`/v1/reviews/${id}/verdict`, verdict);
    await go('#/reviews', t(verdict.verdict === 'pass' ? 'verdict.passed' : 'verdict.failed'));
});
