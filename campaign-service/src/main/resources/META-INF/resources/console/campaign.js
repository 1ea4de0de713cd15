// One campaign: its money, its line items with their creatives, what became of its submissions, and what can be done now.

import { create, get, getIfAny, post, session } from './api.js';
import { button, h, table } from './dom.js';
import { moneyFigure } from './figures.js';
import { money, time } from './format.js';
import { attempt, go } from './console.js';
import { formOf } from './fields.js';
import { findings, statusBadge } from './status.js';
import { t } from './words.js';

export async function campaign(id) {
    const [it, money, reviews, stop] = await Promise.all([
        get(`/v1/campaigns/${id}`),
        get(`/v1/campaigns/${id}/report`),
        get(`/v1/campaigns/${id}/reviews?limit=10`),
        getIfAny(`/v1/campaigns/${id}/stop-ship`),
    ]);
    const items = it.lineItems ?? [];
    const isDraft = items.length === 0 || items.some((item) => item.status === 'draft');
    const checked = session.has('advertiser') && isDraft && !it.archivedAt
        ? await post(`/v1/campaigns/${id}/check`) : null;
    return {
        title: it.name,
        body: [
            h('p.lead', {}, it.category, it.onBehalfOf ? ` · ${t('field.onBehalfOf')}: ${it.onBehalfOf}` : null,
                it.archivedAt ? h('span.badge.plain', {}, t('filter.archived')) : null),
            actions(it, isDraft),
            stop ? stopped(id, stop) : null,
            checked ? bottomLine(checked.findings) : null,
            h('section.card', { 'aria-label': t('money') }, h('h2', {}, t('money')), moneyFigure(money.totals, money.currency)),
            h('section', {}, h('h2', {}, t('line.items')),
                items.map((item) => lineItem(id, item, money)),
                it.nextLineItems ? h('p.hint', {}, t('line.items.more')) : null),
            verdicts(id, reviews.items),
        ],
    };
}

function actions(it, isDraft) {
    const page = `#/campaigns/${it.campaignId}`;
    const isMine = session.has('advertiser');
    const mayWrite = isMine && !it.archivedAt;
    const act = (action, then) => button(t(action), () => attempt(page, async () => {
        await post(`/v1/campaigns/${it.campaignId}/${action}`);
        return t(then);
    }));
    return h('div.bar', {},
        h('a.button', { href: `${page}/report` }, t('report')),
        mayWrite ? h('a.button', { href: `${page}/edit` }, t('edit')) : null,
        isMine ? button(t('copy'), () => copy(it.campaignId)) : null,
        isMine ? it.archivedAt ? act('unarchive', 'unarchived') : act('archive', 'archived') : null,
        session.has('operator') ? [
            h('a.button', { href: `${page}/stop-ship` }, t('stop.ship')),
            h('a.button', { href: `#/members/${it.advertiserId}` }, t('members')),
        ] : null,
        mayWrite && isDraft ? button(t('submit'), () => submit(it.campaignId), 'main') : null);
}

async function submit(id) {
    await attempt(`#/campaigns/${id}`, async () => {
        const { status } = await post(`/v1/campaigns/${id}/submit`);
        return t(status === 'in-review' ? 'submitted' : 'submit.failed');
    });
}

const copy = (id) => attempt(`#/campaigns/${id}`, async () => {
    const { campaignId } = await create(`/v1/campaigns/${id}/copy`);
    return [t('copied'), `#/campaigns/${campaignId}`];
});

/** Why the launch is stopped, or was. */
const stopped = (id, stop) => h('section.card', { role: stop.liftedAt ? null : 'alert' },
    h('h2', {}, t('stop.ship')),
    h('p', {}, stop.reason),
    h('p', {}, stop.liftedAt ? t('stop.ship.lifted', { at: time(stop.liftedAt) }) : t('stop.ship.unclosed', { number: stop.unclosed }), ' ',
        h('a', { href: `#/campaigns/${id}/stop-ship` }, t('stop.ship.issues'))));

/** What stands between the drafts and a review. */
function bottomLine(all) {
    return h('section.card', {}, h('h2', {}, t('check')),
        all.length === 0 ? h('p', {}, t('check.none')) : [h('p', {}, t('check.some')), findings(all)]);
}

function lineItem(id, item, report) {
    const row = report.items.find((each) => each.lineItemId === item.lineItemId);
    return h('article.card', { 'aria-label': item.name },
        h('div.bar', {}, h('h3', {}, item.name), statusBadge(item.status),
            item.replaces ? h('span.badge.plain', {}, t('replaces')) : null,
            h('span.spring'), runs(id, item)),
        h('dl.facts', {}, facts(item, report.currency)),
        row ? moneyFigure(row, report.currency) : null,
        item.creatives.map(creative));
}

/** What it asks for; what it pays only where `currency` says in what, and that is not the reviewer's business. */
export const facts = (item, currency = null) => [
    [t('field.flight'), `${time(item.startsAt)} – ${time(item.endsAt)}`],
    [t('field.delivery'), t(`delivery.${item.delivery}`)],
    [t('field.bid'), currency && `${t(`model.${item.bid.model}`)} ${money(item.bid.amountMicros, currency)}`],
    [t('field.dailyBudget'), currency && item.dailyBudgetMicros && money(item.dailyBudgetMicros, currency)],
    [t('field.scenes'), item.scenes.join(', ')],
    [t('field.touchpoints'), item.touchpoints.join(', ') || t('all')],
    [t('field.audience'), [item.audience?.basic, item.audience?.aiot].filter(Boolean).join(' ∧ ') || t('everybody')],
    [t('field.caps'), item.caps.map((cap) => `${cap.limit} / ${cap.window} (${cap.per}, ${cap.level})`).join(', ')],
    [t('field.dealOnly'), item.dealOnly ? t('yes') : null],
].filter(([, value]) => value).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)));

function runs(id, item) {
    const act = (action, then, kind) => button(t(action), () => attempt(`#/campaigns/${id}`, async () => {
        await post(`/v1/line-items/${item.lineItemId}/${action}`);
        return t(then);
    }), kind);
    const mayStop = item.status === 'live' || item.status === 'paused';
    return [
        item.status === 'live' ? act('pause', 'paused') : null,
        item.status === 'paused' ? act('resume', 'resumed') : null,
        mayStop ? sure(t('stop'), t('stop.sure'), act('stop', 'stopped', 'danger')) : null,
    ];
}

/** What cannot be taken back is asked twice. */
function sure(label, question, action) {
    return h('details.sure', {}, h('summary', {}, label), h('div.card', {}, h('p', {}, question), action));
}

/** What people get stands first: it is what they are told, and what the reviewer judges. */
export function creative(it) {
    return h('section.creative', {},
        h('p.benefit', {}, h('span.hint', {}, t('field.benefit')), ' ', it.benefit ?? '–'),
        it.claims.length > 0 ? h('p', {}, h('span.hint', {}, t('field.claims')), ' ', it.claims.join(' · ')) : null,
        h('p.hint', {}, it.landingUrl ? `${t('field.landingUrl')}: ${it.landingUrl} · ` : null,
            `${t('field.childSafe')}: ${t(it.childSafe ? 'yes' : 'no')}`,
            it.usesData.length > 0 ? ` · ${t('field.usesData')}: ${it.usesData.join(', ')}` : null),
        table(t('variants'), [t('scene'), t('field.slotClass'), t('assets')],
            it.variants.flatMap((variant) => variant.scenes.map((scene) => [scene, variant.slotClass, assets(variant)]))));
}

const assets = (variant) => h('dl.assets', {}, Object.entries(variant.assets)
    .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));

function verdicts(id, reviews) {
    return h('section', {}, h('h2', {}, t('verdicts')),
        reviews.length === 0 ? h('p.empty', {}, t('verdicts.none')) : reviews.map((review) => h('article.card', { 'aria-label': t('verdict') },
            h('div.bar', {}, statusBadge(review.status),
                review.appealOf ? h('span.badge.plain', {}, t('appeal')) : null,
                h('span', {}, `${t('submitted.at')} ${time(review.submittedAt)}`),
                review.decidedAt ? h('span', {}, `${t('decided.at')} ${time(review.decidedAt)}`)
                    : h('span', {}, `${t('due.at')} ${time(review.dueAt)}`)),
            reasons(review),
            session.has('advertiser') && review.status === 'failed' && !reviews.some((each) => each.appealOf === review.reviewId)
                ? appeal(id, review.reviewId) : null)));
}

/** Somebody else judges the same once more. */
const appeal = (id, reviewId) => h('details', {}, h('summary', {}, t('appeal.make')),
    formOf(t('appeal'), (fields) => fields.area('/grounds', t('grounds'), { hint: t('appeal.hint') }), t('appeal.make'), async (body) => {
        const { status } = await post(`/v1/campaigns/${id}/reviews/${reviewId}/appeal`, body);
        await go(`#/campaigns/${id}`, t(status === 'in-review' ? 'appealed' : 'submit.failed'));
    }));

/** The three reasons, which a pass has as much as a fail. */
export const reasons = (review) => (review.userBenefit ? h('dl.reasons', {},
    ['userBenefit', 'sincerity', 'sceneFit'].map((name) => h('div', {},
        h('dt', {}, t(`verdict.${name}`)), h('dd', {}, review[name]))),
    review.grounds ? h('div', {}, h('dt', {}, t('grounds')), h('dd', {}, review.grounds)) : null) : null);
