import type { GatewayContext } from '../context'
import { DEMO_MODELS } from '../store/prices'
import type { GatewayRequest } from '../wire/gateway-request'
import { parseForm } from '../wire/multipart'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'

const QUOTA_PER_USD = 500_000
const LIST_CREATED = 1_626_777_600
const MAX_UPLOAD_BYTES = 10 * 1024 * 1024

/** Lists, balance, usage and the upload helper. */
export const consoleRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/models', errors: 'openai', needsKey: true, handle: listModels },
  { method: 'GET', path: '/v1/models/{id}', errors: 'openai', needsKey: true, handle: showModel },
  {
    method: 'GET',
    path: '/v1/dashboard/billing/subscription',
    errors: 'openai',
    needsKey: true,
    handle: showSubscription,
  },
  {
    method: 'GET',
    path: '/dashboard/billing/subscription',
    errors: 'openai',
    needsKey: true,
    handle: showSubscription,
  },
  { method: 'GET', path: '/v1/dashboard/billing/usage', errors: 'openai', needsKey: true, handle: showUsage },
  { method: 'GET', path: '/dashboard/billing/usage', errors: 'openai', needsKey: true, handle: showUsage },
  { method: 'GET', path: '/api/usage/token/', errors: 'console', needsKey: true, handle: showTokenUsage },
  { method: 'GET', path: '/api/usage/token', errors: 'console', needsKey: false, handle: redirectTokenUsage },
  { method: 'GET', path: '/api/pricing', errors: 'console', needsKey: false, handle: showPricing },
  { method: 'GET', path: '/api/status', errors: 'console', needsKey: false, handle: showStatus },
  { method: 'GET', path: '/api/log/token', errors: 'console', needsKey: false, handle: showLog },
  { method: 'POST', path: '/api/upload', errors: 'console', needsKey: false, handle: upload },
]

function endpointTypes(endpoint: string): string[] {
  return endpoint === 'image-generation' || endpoint === 'openai-video' ? [endpoint] : ['openai']
}

function modelObject(id: string, owner: string, endpoint: string): object {
  return {
    id,
    object: 'model',
    created: LIST_CREATED,
    owned_by: owner,
    supported_endpoint_types: endpointTypes(endpoint),
  }
}

function listModels(): Reply {
  const data = DEMO_MODELS.map(({ id, owner, endpoint }) => modelObject(id, owner, endpoint))
  return jsonReply({ success: true, object: 'list', data })
}

function showModel(_context: GatewayContext, request: GatewayRequest): Reply {
  const id = request.params.id ?? ''
  const model = DEMO_MODELS.find((known) => known.id === id)
  if (model !== undefined) return jsonReply(modelObject(model.id, model.owner, model.endpoint))
  const message = `The model '${id}' does not exist`
  return jsonReply({ error: { message, type: 'invalid_request_error', param: 'model', code: 'model_not_found' } })
}

function showSubscription(context: GatewayContext, request: GatewayRequest): Reply {
  const { balanceUsd, usedUsd, keyLimitUsd } = context.accounts.get(request.key)
  const limit = keyLimitUsd ?? balanceUsd + usedUsd
  return jsonReply({
    object: 'billing_subscription',
    has_payment_method: true,
    soft_limit_usd: limit,
    hard_limit_usd: limit,
    system_hard_limit_usd: limit,
    access_until: 0,
  })
}

function showUsage(context: GatewayContext, request: GatewayRequest): Reply {
  return jsonReply({ object: 'list', total_usage: context.accounts.get(request.key).usedUsd * 100 })
}

function showTokenUsage(context: GatewayContext, request: GatewayRequest): Reply {
  const { balanceUsd, usedUsd, keyLimitUsd } = context.accounts.get(request.key)
  const granted = keyLimitUsd ?? balanceUsd + usedUsd
  const data = {
    object: 'token_usage',
    name: 'studio',
    total_granted: Math.round(granted * QUOTA_PER_USD),
    total_used: Math.round(usedUsd * QUOTA_PER_USD),
    total_available: Math.round((granted - usedUsd) * QUOTA_PER_USD),
    unlimited_quota: false,
    model_limits: {},
    model_limits_enabled: false,
    expires_at: 0,
  }
  return jsonReply({ code: true, message: 'ok', data })
}

function redirectTokenUsage(): Reply {
  return jsonReply({}, 301, { location: '/api/usage/token/' })
}

function showPricing(): Reply {
  const data = DEMO_MODELS.map(({ id, tags, price, endpoint }) => ({
    model_name: id,
    tags,
    quota_type: price.unit === 'call' ? 1 : 0,
    model_ratio: price.unit === 'call' ? 0 : price.inputUsdPerMillion / 2,
    model_price: price.unit === 'call' ? price.usd : 0,
    owner_by: '',
    completion_ratio: price.unit === 'call' ? 0 : price.outputUsdPerMillion / price.inputUsdPerMillion,
    cache_ratio: 0.5,
    enable_groups: ['default'],
    supported_endpoint_types: endpointTypes(endpoint),
  }))
  return jsonReply({
    success: true,
    data,
    vendors: [{ id: 1, name: 'OpenAI', icon: 'OpenAI' }],
    group_ratio: { default: 1 },
    usable_group: { default: 'Default' },
    supported_endpoint: { openai: { path: '/v1/chat/completions', method: 'POST' } },
    auto_groups: ['default'],
  })
}

function showStatus(context: GatewayContext): Reply {
  const data = {
    version: 'v0.9-demo',
    start_time: Math.floor(context.startedAtMs / 1000),
    system_name: 'ChainHub demo',
    server_address: context.origin,
    quota_per_unit: QUOTA_PER_USD,
    display_in_currency: true,
    price: 7.3,
    min_topup: 5,
    enable_drawing: true,
    enable_task: true,
  }
  return jsonReply({ success: true, message: '', data })
}

function showLog(context: GatewayContext, request: GatewayRequest): Reply {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const { key } = context.accounts.authorise(request.query.get('key') ?? bearer ?? null)
  const charges = context.ledger.all().filter((charge) => charge.key === key)
  const data = charges.map((charge, index) => ({
    id: index + 1,
    created_at: Math.floor(charge.at / 1000),
    type: 2,
    content: charge.refunded === true ? 'refunded' : '',
    token_name: 'studio',
    model_name: charge.model,
    quota: Math.round(charge.amountUsd * QUOTA_PER_USD),
    prompt_tokens: charge.inputTokens ?? 0,
    completion_tokens: charge.outputTokens ?? 0,
    use_time: 3,
    is_stream: charge.isStream ?? false,
    group: 'default',
    other: JSON.stringify(charge.taskId === undefined ? {} : { task_id: charge.taskId }),
  }))
  return jsonReply({ success: true, message: '', data: data.toReversed() })
}

function upload(context: GatewayContext, request: GatewayRequest): Reply {
  const file = parseForm(request.headers['content-type'] ?? '', request.body).files.find(
    ({ field }) => field === 'file',
  )
  if (file === undefined) throw new Refusal(400, 'no_file', 'file is required')
  if (file.bytes.length > MAX_UPLOAD_BYTES) return jsonReply({ error: 'file too large', code: 413 }, 413)
  // The page speaks of pictures; whether clips and sounds are taken nobody could tell, so both answers can be tried.
  const isTaken = /^(?:image|video|audio)\//.test(file.contentType) && !file.fileName.includes('demo-unsupported')
  if (!isTaken) return jsonReply({ error: 'unsupported file type', code: 415 }, 415)
  const blob = context.blobs.put(file.bytes)
  const path = context.links.pathFor(`upload/${blob}`, file.fileName, {
    kind: 'upload',
    blob,
    contentType: file.contentType,
  })
  return jsonReply({ url: `${context.origin}${path}`, created: Date.now() })
}
