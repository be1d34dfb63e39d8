-- Health of every kind of litellm.ackstorm.ai for Argo CD, by the rules of kstatus: what Flux and `kubectl wait` judge by. Put it into the
-- ConfigMap argocd-cm under resource.customizations.health.litellm.ackstorm.ai_<Kind>, or once for all kinds under
-- resource.customizations with the key "litellm.ackstorm.ai/*".
local function condition(conditions, type)
  for _, found in ipairs(conditions or {}) do
    if found.type == type then
      return found
    end
  end
end

local function health(status, message)
  return { status = status, message = message or "" }
end

local metadata = obj.metadata or {}
if metadata.deletionTimestamp ~= nil then
  return health("Progressing", "being deleted")
end

local status = obj.status or {}
if status.observedGeneration == nil or status.observedGeneration ~= metadata.generation then
  return health("Progressing", "waiting for the operator to see this generation")
end

local suspended = condition(status.conditions, "Suspended")
if suspended ~= nil and suspended.status == "True" then
  return health("Suspended", suspended.message)
end

local reconciling = condition(status.conditions, "Reconciling")
if reconciling ~= nil and reconciling.status == "True" then
  return health("Progressing", reconciling.message)
end

local stalled = condition(status.conditions, "Stalled")
if stalled ~= nil and stalled.status == "True" then
  return health("Degraded", stalled.message)
end

local ready = condition(status.conditions, "Ready")
if ready == nil then
  return health("Progressing", "waiting for the operator")
end

if ready.status == "True" then
  return health("Healthy", ready.message)
end

return health("Progressing", ready.reason .. ": " .. (ready.message or ""))
