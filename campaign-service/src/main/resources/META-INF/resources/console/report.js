// How a campaign fares: what it was for people, and beside it what it brought its advertiser.

import { download, get, getIfAny, withQuery } from './api.js';
import { button, h, table } from './dom.js';
import { columns, funnel, moneyFigure } from './figures.js';
import { count, money, share } from './format.js';
import { statusBadge } from './status.js';
import { t } from './words.js';

const BY = ['day', 'scene', 'slot', 'creative'];
const KEY_BY = { day: 'day', scene: 'scene', slot: 'slotId', creative: 'creativeId' };
const COUNTS = ['impressions', 'viewables', 'useful', 'closes', 'hides', 'complaints', 'clicks', 'checkIns', 'conversions'];

export async function report(id) {
    const [campaign, totals, card] = await Promise.all([
        get(`/v1/campaigns/${id}`),
        get(`/v1/campaigns/${id}/report`),
        getIfAny(`/v1/campaigns/${id}/scorecard`),
    ]);
    return {
        title: `${t('report')}: ${campaign.name}`,
        body: [
            h('p', {}, h('a', { href: `#/campaigns/${id}` }, t('back'))),
            scorecard(card, totals.currency),
            sides(totals.totals),
            h('section.card', {}, h('h2', {}, t('money')), moneyFigure(totals.totals, totals.currency)),
            toldOf(totals.totals) === 0 ? null : funnel(t('funnel'), steps(totals.totals)),
            await breakdowns(id, totals.currency),
        ],
    };
}

/** The three wins as feedback-service sees them, the person's first. */
function scorecard(card, currency) {
    if (!card) {
        return h('section.card', {}, h('h2', {}, t('wins')), h('p', {}, t('wins.none')));
    }
    const { user, advertiser, platform } = card;
    return h('section.card', {},
        h('div.bar', {}, h('h2', {}, t('wins')), statusBadge(card.outcome)),
        h('div.thirds', {},
            win(t('wins.user'), user.verdict, t('wins.user.text', {
                share: share(user.negativeShare), accepted: share(user.acceptedShare), useful: share(user.usefulShare),
            })),
            win(t('wins.advertiser'), advertiser.verdict, t('wins.advertiser.text', {
                share: share(advertiser.responseShare), usual: share(advertiser.usualShare),
            })),
            win(t('wins.platform'), platform.verdict, t('wins.platform.text', {
                billed: money(platform.billedMicros, currency),
            }))));
}

const win = (title, verdict, text) => h('div', {}, h('h3', {}, title), statusBadge(verdict), h('p', {}, text));

/** Of how many impressions it may be told what people did: of those that enough people are behind. */
const toldOf = (totals) => totals.toldImpressions ?? (totals.clicks === undefined ? 0 : totals.impressions);

/** Likes, closes, hides and complaints in the same size as clicks, and before them. */
function sides(totals) {
    const told = toldOf(totals);
    const untold = told === totals.impressions ? null : h('p.hint', {}, t('too.few', {
        number: count(totals.impressions), told: count(told),
    }));
    if (told === 0) {
        return h('section.card', {}, h('h2', {}, t('count.impressions')), untold ?? h('p', {}, t('breakdown.none')));
    }
    const tiles = (names) => h('dl.tiles', {}, names.map((name) => h('div', {},
        h('dt', {}, t(`count.${name}`)), h('dd', {}, count(totals[name])),
        h('dd.hint', {}, share(totals[name], told)))));
    return h('div.halves', {},
        h('section.card', {}, h('h2', {}, t('side.people')), tiles(['useful', 'closes', 'hides', 'complaints'])),
        h('section.card', {}, h('h2', {}, t('side.response')), tiles(['viewables', 'clicks', 'checkIns', 'conversions']), untold));
}

/** See, enter, experience, buy. */
const steps = (totals) => [
    { name: t('step.shown'), value: toldOf(totals) },
    { name: t('step.see'), value: totals.viewables },
    { name: t('step.enter'), value: totals.clicks },
    { name: t('step.experience'), value: totals.checkIns },
    { name: t('step.buy'), value: totals.conversions },
];

async function breakdowns(id, currency) {
    const query = { by: 'day', from: '', to: '' };
    const place = h('div', { 'aria-live': 'polite' });
    const load = async () => place.replaceChildren(
        ...breakdown(await get(withQuery(`/v1/campaigns/${id}/report/breakdown`, query)), query.by, currency));
    await load();
    const change = (name) => (event) => {
        query[name] = event.target.value;
        return load();
    };
    const csv = () => download(withQuery(`/v1/campaigns/${id}/report/breakdown`, { ...query, format: 'csv' }),
        `report-${id}-by-${query.by}.csv`);
    return h('section', {}, h('h2', {}, t('breakdown')),
        h('form.filters', { onsubmit: (event) => event.preventDefault() },
            h('label', {}, t('by'), h('select', { name: 'by', onchange: change('by') },
                BY.map((by) => h('option', { value: by }, t(`by.${by}`))))),
            h('label', {}, t('from'), h('input', { type: 'date', name: 'from', onchange: change('from') })),
            h('label', {}, t('to'), h('input', { type: 'date', name: 'to', onchange: change('to') })),
            button(t('csv'), csv)),
        place);
}

function breakdown(answer, by, currency) {
    const rows = labelled(answer, by);
    if (rows.length === 0) {
        return [h('p.empty', {}, t('breakdown.none'))];
    }
    const told = rows.filter((row) => row.clicks !== undefined);
    const chart = (title, some, names) => columns(title, some.map(({ label }) => label),
        names.map((name) => ({ name: t(`count.${name}`), values: some.map((row) => row[name]) })));
    return [
        told.length === 0 ? null : chart(t('chart.experience'), told, ['useful', 'closes', 'clicks']),
        chart(t('chart.delivery'), rows, ['impressions']),
        columns(t('chart.spend'), rows.map(({ label }) => label),
            [{ name: t('money.spent'), values: rows.map((row) => row.spentMicros) }], (micros) => money(micros, currency)),
        table(t('breakdown'), [t(`by.${by}`), ...COUNTS.map((name) => t(`count.${name}`)), t('money.spent')],
            rows.map((row) => [row.label, ...COUNTS.map((name) => (row[name] === undefined ? '–' : count(row[name]))),
                money(row.spentMicros, currency)])),
    ].filter(Boolean);
}

/** All rows with what they are called; what may not be told apart yet comes last, as far as it is billed. */
function labelled({ rows, untold, k }, by) {
    const told = rows.map((row) => ({ ...row, label: row[KEY_BY[by]] ?? (row.others ? t('others', { k }) : '–') }));
    return untold?.impressions > 0 || untold?.spentMicros > 0 ? [...told, { ...untold, label: t('untold') }] : told;
}
