/** Pages of what the product does by itself: the nights, the operator's view, what everybody was told. */
import type { PageRoute } from "../page-route.ts";
import { markNoticesReadForm, noticesPage } from "./night/notices-page.ts";
import { operationsPage, retryNoticeForm } from "./night/operations-page.ts";
import { runPage } from "./night/run-page.ts";
import { runsPage } from "./night/runs-page.ts";
import { endWebhookForm, subscribeWebhookForm, webhooksPage } from "./night/webhooks-page.ts";

export const nightPages: readonly PageRoute[] = [
  { method: "get", path: "/runs", access: "list-runs", handle: runsPage },
  { method: "get", path: "/runs/:runId", access: "read-run", handle: runPage },
  { method: "get", path: "/operations", access: "list-jobs", handle: operationsPage },
  { method: "get", path: "/notices", access: "list-notices", handle: noticesPage },
  { method: "post", path: "/notices/read", access: "mark-notices-read", handle: markNoticesReadForm },
  { method: "post", path: "/notices/:noticeId/retry", access: "retry-notice", handle: retryNoticeForm },
  { method: "get", path: "/webhooks", access: "list-webhooks", handle: webhooksPage },
  { method: "post", path: "/webhooks", access: "subscribe-webhook", handle: subscribeWebhookForm },
  { method: "post", path: "/webhooks/:subscriptionId/end", access: "end-webhook", handle: endWebhookForm },
];
