import { MESSAGE_FLAG, type StoredMessage } from './entities.ts';
import type { Tracked } from './interaction.ts';
import { messageShape } from './message-shape.ts';
import { NO_CONTENT, ok, route, type Answered, type Context, type Route } from './routing.ts';
import type { Json } from './shapes.ts';

const WEBHOOK = '/webhooks/{}/{}';

/** Answers to interactions. The token in the address is the permission; Discord takes no other on these routes. */
export const INTERACTION_ROUTES: Route[] = [
  route('POST', '/interactions/{}/{}/callback', ({ world, ledger }, { params, query, body }) => {
    const [id = '', token = ''] = params;
    const { tracked, message } = ledger.acknowledge(id, token, body);
    if (query.get('with_response') !== 'true') return NO_CONTENT;
    return ok({
      interaction: interactionOf(tracked),
      resource: {
        type: tracked.acknowledgedBy,
        ...(message === null ? {} : { message: messageShape(world, message, { granted: true }) }),
      },
    });
  }),
  route('POST', WEBHOOK, (context, { params, body }) => {
    const [applicationId = '', token = ''] = params;
    // Interactions are answered with the message whatever `wait` says.
    return shown(context, context.webhooks.followUp(applicationId, token, body));
  }),
  route('GET', `${WEBHOOK}/messages/{}`, (context, { params }) => {
    const [applicationId = '', token = '', id = ''] = params;
    return shown(context, context.webhooks.find(applicationId, token, id).message);
  }),
  route('PATCH', `${WEBHOOK}/messages/{}`, (context, { params, body }) => {
    const [applicationId = '', token = '', id = ''] = params;
    return shown(context, context.webhooks.edit(applicationId, token, id, body));
  }),
  route('DELETE', `${WEBHOOK}/messages/{}`, ({ webhooks }, { params }) => {
    const [applicationId = '', token = '', id = ''] = params;
    webhooks.delete(applicationId, token, id);
    return NO_CONTENT;
  }),
];

function shown({ world }: Context, message: StoredMessage): Answered {
  return ok(messageShape(world, message, { granted: true }));
}

function interactionOf({ id, type, original, isEphemeral }: Tracked): Json {
  if (original === null) return { id, type };
  return {
    id,
    type,
    response_message_id: original.id,
    response_message_loading: (original.flags & MESSAGE_FLAG.loading) !== 0,
    response_message_ephemeral: isEphemeral,
  };
}
