/** Money: an append-only ledger, budgets reserved from it, leases to replicas, and what events cost. */
@NullMarked
package io.houdao.campaign.budget;

import org.jspecify.annotations.NullMarked;
