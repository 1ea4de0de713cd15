// Campaigns as the service takes them.

const DAY_MS = 86_400_000;

export const newVariant = () => ({ assets: {} });
export const newCreative = () => ({ childSafe: false, variants: [newVariant()] });

/** From now on, for a month. */
export function newLineItem() {
    const now = Math.floor(Date.now() / 60_000) * 60_000;
    return {
        delivery: 'AUCTION',
        bid: { model: 'CPM' },
        startsAt: new Date(now).toISOString(),
        endsAt: new Date(now + 30 * DAY_MS).toISOString(),
        dealOnly: false,
        creatives: [newCreative()],
    };
}

export const newCampaign = () => ({ lineItems: [newLineItem()] });

/** What was answered, as it would be sent; and beside it which line item is which. Fields that no form shows stay. */
export function documentOf(view) {
    const { name, category, onBehalfOf, lineItems = [] } = view;
    return {
        campaign: { name, category, onBehalfOf, lineItems: lineItems.map(lineItemOf) },
        items: lineItems.map(({ lineItemId, status, version }) => ({ lineItemId, status, version })),
    };
}

function lineItemOf({ lineItemId, campaignId, status, revision, version, replaces, creatives, ...terms }) {
    return { ...terms, creatives: creatives.map(creativeOf) };
}

/* Its id stays, so that it is changed and not replaced. */
const creativeOf = ({ lineItemId, version, ...content }) => content;

/** Whether two documents say different things; what is undefined is not there. */
export const changed = (one, other) => JSON.stringify(one) !== JSON.stringify(other);
