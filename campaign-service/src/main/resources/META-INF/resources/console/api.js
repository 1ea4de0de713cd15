// The REST API, with the caller's token. The page decides nothing: whatever a caller may not do, the services refuse.

const TOKEN = 'houdao.token';

/** An answer that is no success: an RFC 9457 problem, or what stands in for one. */
export class Problem extends Error {
    constructor(status, body) {
        super(body.detail ?? body.title ?? `HTTP ${status}`);
        this.status = status;
        /** `{pointer, detail}` for each field that is wrong; empty where it is about something else. */
        this.wrong = (body.violations ?? []).map(({ field, message }) => ({ pointer: pointerOf(field), detail: message }));
    }
}

/** From `lineItems[0].bid.amountMicros`, as validation writes paths, or from `name`. */
function pointerOf(field) {
    return `/${field.replace(/^\/+/, '').replace(/\[(\w+)\]/g, '/$1').replaceAll('.', '/')}`;
}

/** The token lives as long as the tab; closing it signs out. */
export const session = {
    get token() {
        return sessionStorage.getItem(TOKEN);
    },
    open(token) {
        sessionStorage.setItem(TOKEN, token);
    },
    close() {
        sessionStorage.removeItem(TOKEN);
    },
    /** What the token says of its holder, to choose what to show. Nobody is trusted for it: the services verify the token. */
    get claims() {
        try {
            const payload = session.token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
            return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (byte) => byte.codePointAt(0))));
        } catch {
            return {};
        }
    },
    has(role) {
        return (session.claims.groups ?? []).includes(role);
    },
};

async function request(method, path, body, headers = {}) {
    const response = await fetch(path, {
        method,
        body: body === undefined ? undefined : JSON.stringify(body),
        headers: {
            Accept: 'application/json, text/csv',
            Authorization: `Bearer ${session.token}`,
            ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...headers,
        },
        credentials: 'omit',
        cache: 'no-store',
    });
    if (!response.ok) {
        throw new Problem(response.status, await response.json().catch(() => ({})));
    }
    return response;
}

async function json(method, path, body, headers) {
    const response = await request(method, path, body, headers);
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
}

export const get = (path) => json('GET', path);
export const post = (path, body) => json('POST', path, body);
export const put = (path, body) => json('PUT', path, body);
export const remove = (path) => json('DELETE', path);

/** Nothing in place of what is not there, may not be seen, or cannot be told now. */
export async function getIfAny(path) {
    try {
        return await get(path);
    } catch (problem) {
        if (problem instanceof Problem && problem.status !== 401) {
            return null;
        }
        throw problem;
    }
}

let lastCreate = { key: '', sent: '' };

/** Creates something once: sent again unchanged, after a lost answer, it gets the first answer. After an answer it is another one. */
export async function create(path, body) {
    const sent = path + JSON.stringify(body);
    if (lastCreate.sent !== sent) {
        lastCreate = { key: randomKey(), sent };
    }
    const created = await json('POST', path, body, { 'Idempotency-Key': lastCreate.key });
    lastCreate = { key: '', sent: '' };
    return created;
}

/* randomUUID is there over https and on localhost only. */
function randomKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Hands the browser a file to keep. */
export async function download(path, name) {
    const address = URL.createObjectURL(await (await request('GET', path)).blob());
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
}

/** A path with its query; what is empty is left out. */
export function withQuery(path, query) {
    const pairs = Object.entries(query).filter(([, value]) => value !== '' && value !== null && value !== undefined && value !== false);
    return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}
