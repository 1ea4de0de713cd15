// The list of campaigns: filtered, sorted, page by page.

import { get, getIfAny, session, withQuery } from './api.js';
import { button, h, row, table } from './dom.js';
import { money, time } from './format.js';
import { statusBadge, STATUSES } from './status.js';
import { t } from './words.js';

const PAGE = 20;

export async function campaigns() {
    const query = { name: '', status: '', archived: false, sort: '-createdAt', limit: PAGE };
    const list = h('div', { 'aria-live': 'polite' });
    const load = async () => {
        const page = await get(withQuery('/v1/campaigns', query));
        list.replaceChildren(pageOf(page, query));
    };
    await load();
    return {
        title: t('campaigns'),
        body: [
            await account(),
            h('div.bar', {}, filters(query, load),
                session.has('advertiser') ? h('a.button.main', { href: '#/campaigns/new' }, t('campaign.new')) : null),
            list,
        ],
    };
}

/** What the advertiser has to spend; an operator speaks for none. */
async function account() {
    if (!session.has('advertiser')) {
        return null;
    }
    const advertiser = (await getIfAny('/v1/advertisers?limit=1'))?.items[0];
    const balance = advertiser && await getIfAny(`/v1/advertisers/${advertiser.advertiserId}/account`);
    return balance && h('p.lead', {}, h('strong', {}, advertiser.name), ' · ',
        t('account.available'), ' ', h('strong', {}, money(balance.availableMicros, advertiser.currency)),
        advertiser.verifiedAt ? null : h('span.badge.warn', {}, t('account.unverified')));
}

function filters(query, load) {
    const change = (name, value) => {
        query[name] = value;
        delete query.cursor;
        return load();
    };
    return h('form.filters', { role: 'search', onsubmit: (event) => event.preventDefault() },
        h('label', {}, t('filter.name'),
            h('input', { type: 'search', name: 'name', onchange: (event) => change('name', event.target.value) })),
        h('label', {}, t('filter.status'),
            h('select', { name: 'status', onchange: (event) => change('status', event.target.value) },
                h('option', { value: '' }, t('filter.any')),
                STATUSES.map((status) => h('option', { value: status }, t(`status.${status}`))))),
        h('label', {}, t('filter.sort'),
            h('select', { name: 'sort', onchange: (event) => change('sort', event.target.value) },
                h('option', { value: '-createdAt' }, t('sort.newest')),
                h('option', { value: 'createdAt' }, t('sort.oldest')),
                h('option', { value: 'name' }, t('sort.name')))),
        h('label.check', {},
            h('input', { type: 'checkbox', name: 'archived', onchange: (event) => change('archived', event.target.checked) }),
            t('filter.archived')));
}

function pageOf({ items, next }, query) {
    if (items.length === 0) {
        return h('p.empty', {}, t('campaigns.none'));
    }
    const rows = (some) => some.map((each) => [
        h('a', { href: `#/campaigns/${each.campaignId}` }, each.name),
        h('span.badges', {}, Object.entries(each.lineItemsByStatus ?? {})
            .map(([status, number]) => statusBadge(status, number))),
        each.category,
        time(each.createdAt),
        h('a', { href: `#/campaigns/${each.campaignId}/report` }, t('report')),
    ]);
    const list = table(t('campaigns'),
        [t('field.name'), t('line.items'), t('field.category'), t('created'), t('report')], rows(items));
    return h('div', {}, list, next ? more(list, rows, query, next) : null);
}

/** Adds the next page below, until there is none. */
function more(list, rows, query, first) {
    let cursor = first;
    const element = button(t('more'), async () => {
        const page = await get(withQuery('/v1/campaigns', { ...query, cursor }));
        list.querySelector('tbody').append(...rows(page.items).map(row));
        cursor = page.next;
        element.hidden = !cursor;
    });
    return element;
}
