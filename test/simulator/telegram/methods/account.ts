import { badRequest } from '../api-error.js';
import type { Methods } from './method.js';

export const accountMethods: Methods = {
  getMe: ({ state }) => ({
    ...state.renderBot(),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
  }),

  getUpdates: ({ state, parameters, signal }) => {
    const limit = parameters.integer('limit') ?? 100;
    const allowed = parameters.list('allowed_updates');
    return state.updates.poll(
      {
        offset: parameters.integer('offset') ?? 0,
        limit: limit < 1 || limit > 100 ? 100 : limit,
        timeoutSeconds: parameters.integer('timeout') ?? 0,
        allowed: allowed === undefined ? null : allowed.map(String),
      },
      signal,
    );
  },

  deleteWebhook: ({ state, parameters }) => {
    if (parameters.flag('drop_pending_updates')) state.updates.dropAll();
    return true;
  },

  getWebhookInfo: ({ state }) => ({
    url: '',
    has_custom_certificate: false,
    pending_update_count: state.updates.unconfirmed.length,
  }),

  setWebhook: () => {
    throw badRequest('bad webhook: this server delivers by getUpdates only');
  },

  logOut: ({ state }) => {
    state.tokenState = 'logged-out';
    return true;
  },

  close: () => true,
};
