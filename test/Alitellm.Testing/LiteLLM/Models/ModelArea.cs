using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Writes of models: create, patch, legacy update, delete.</summary>
internal sealed class ModelArea(LiteLLMWorld world) : Area
{
    private const string NotStored = "Failed to add model to db. Check your server logs for more details.";

    public override IEnumerable<Route> Routes =>
    [
        new("POST", "/model/new", RouteAccess.ModelWrite, Create),
        new("PATCH", "/model/{id}/update", RouteAccess.ModelWrite, Patch),
        new("POST", "/model/update", RouteAccess.ModelWrite, LegacyUpdate),
        new("POST", "/model/delete", RouteAccess.ModelWrite, Delete),
    ];

    public override void Wipe() => world.Table.Clear(world.Now);

    public override void Dump(JsonObject target)
    {
        var rows = new JsonArray();
        foreach (var row in world.Table.Rows.OrderBy(row => row.IdIsMinted ? "~" + row.ModelName : row.Id, StringComparer.Ordinal))
        {
            var info = (JsonObject)row.ModelInfo.DeepClone();
            if (row.IdIsMinted)
            {
                info.Remove("id");
            }

            rows.Add((JsonNode)new JsonObject
            {
                ["model_id"] = row.IdIsMinted ? null : row.Id,
                ["model_name"] = row.ModelName,
                ["litellm_params"] = row.LitellmParams.DeepClone(),
                ["model_info"] = info,
            });
        }

        target["models"] = rows;
    }

    /// <summary>The row that a create request describes; throws the answer when it describes none.</summary>
    public ModelRow NewRow(JsonObject body, DateTimeOffset now)
    {
        if (!body.TryGetPropertyValue("model_name", out var name)
            || body["litellm_params"] is null
            || (body["litellm_params"] is JsonObject given && given["model"] is null))
        {
            throw new ReplyException(Errors.Bare500);
        }

        if (!Json.IsString(name))
        {
            throw new ReplyException(Errors.Invalid("string_type", "Input should be a valid string", name, "body", "model_name"));
        }

        var parameters = ModelParameters.Typed(ObjectOf(body, "litellm_params")!);
        foreach (var flag in ModelParameters.AddedFlags)
        {
            parameters.TryAdd(flag, false);
        }

        var info = ObjectOf(body, "model_info");
        var minted = info?["id"] is null;
        var id = IdText(info) ?? world.NewId();
        var stored = new JsonObject { ["id"] = id, ["db_model"] = false };
        MergeInfo(stored, info, id);
        foreach (var price in ModelParameters.CopiedPrices)
        {
            if (parameters[price] is { } value)
            {
                stored[price] = value.DeepClone();
            }
        }

        return new ModelRow
        {
            Id = id,
            ModelName = name!.GetValue<string>(),
            LitellmParams = parameters,
            ModelInfo = stored,
            CreatedAt = now,
            UpdatedAt = now,
            IdIsMinted = minted,
        };
    }

    private Reply Create(Exchange exchange)
    {
        RequireStore();
        var row = NewRow(exchange.Object(), exchange.Now);
        if (row.ModelInfo["team_id"] is { } team)
        {
            return world.Options.Licensed
                ? Errors.Wrapped(400, $"Team id={team} does not exist in db")
                : Errors.Proxy(403, "{'error': 'You must be a LiteLLM Enterprise user to use this feature. Adding team models needs a licence.'}");
        }

        if (world.Table.Find(row.Id) is not null)
        {
            return Errors.Proxy(500, NotStored, "internal_server_error");
        }

        world.Table.Put(row, exchange.Now);
        return AfterWrite(exchange, row, "create", TimeSpan.Zero);
    }

    private Reply Patch(Exchange exchange)
    {
        RequireStore();
        var id = exchange.Value("id");
        var body = exchange.Object();
        var parameters = ObjectOf(body, "litellm_params");
        var typed = parameters is null ? null : ModelParameters.Typed(parameters);
        var sentInfo = ObjectOf(body, "model_info");
        if (body["model_name"] is { } sentName && !Json.IsString(sentName))
        {
            return Errors.Invalid("string_type", "Input should be a valid string", sentName, "body", "model_name");
        }

        if (world.Table.Find(id) is not { } row)
        {
            return exchange.Replica.Live.Find(id) is { FromConfig: true }
                ? Errors.Proxy(400, "{'error': 'Cannot edit config-based model. Store the model in the DB to edit it.'}")
                : Errors.Proxy(404, $"Model {id} not found on proxy.", "not_found_error");
        }

        var changed = row.Change(
            exchange.Now,
            Json.Text(body["model_name"]),
            typed is null ? null : Merged(row.LitellmParams, typed),
            sentInfo is null ? null : PatchedInfo(row, sentInfo));
        if (world.Version.LaterModelApi && parameters is not null)
        {
            changed = Cleared(changed, parameters, exchange.Now);
        }

        world.Table.Put(changed, exchange.Now);
        return AfterWrite(exchange, changed, "update", world.GapAfterReload);
    }

    private Reply LegacyUpdate(Exchange exchange)
    {
        RequireStore();
        var body = exchange.Object();
        if (IdText(ObjectOf(body, "model_info")) is not { } id)
        {
            return Errors.Wrapped(400, "model_info not provided");
        }

        if (ObjectOf(body, "litellm_params") is not { } sent)
        {
            return Errors.Wrapped(400, "litellm_params not provided");
        }

        var typed = ModelParameters.Typed(sent);
        if (world.Table.Find(id) is not { } row)
        {
            return Errors.Wrapped(400, "model not found");
        }

        var kept = new JsonObject();
        foreach (var (key, value) in row.LitellmParams)
        {
            if (ModelParameters.IsDeclared(key))
            {
                kept[key] = value?.DeepClone();
            }
        }

        Json.Merge(kept, typed);
        var renames = world.Version.LaterModelApi ? Json.Text(body["model_name"]) : null;
        var changed = row.Change(exchange.Now, renames, kept);
        world.Table.Put(changed, exchange.Now);
        return world.Version.LaterModelApi
            ? AfterWrite(exchange, changed, "update", TimeSpan.Zero)
            : world.RowWriter.Stored(changed);
    }

    private Reply Delete(Exchange exchange)
    {
        RequireStore();
        var body = exchange.Object();
        if (!body.TryGetPropertyValue("id", out var sent))
        {
            return Errors.Missing(body, "body", "id");
        }

        if (Json.Text(sent) is not { } id)
        {
            return Errors.Invalid("string_type", "Input should be a valid string", sent, "body", "id");
        }

        if (!world.Table.Remove(id, exchange.Now))
        {
            return Errors.Wrapped(400, $"Model with id={id} not found in db");
        }

        if (!exchange.SkipMemory)
        {
            exchange.Replica.Live.Remove(id);
        }

        return Reply.Ok(new JsonObject { ["message"] = $"Model: {id} deleted successfully" });
    }

    private Reply AfterWrite(Exchange exchange, ModelRow row, string verb, TimeSpan gap)
    {
        if (!exchange.SkipMemory)
        {
            exchange.Replica.Reload(exchange.Now);
            world.OpenGap(exchange.Replica, gap);
        }

        return world.Version.ReconcilesOnReload && !row.IsServed
            ? Errors.Proxy(
                500,
                $"Model {verb} was saved to the database, but the model id(s) ['{row.Id}'] are not live in this pod's router. Check the server logs.",
                "internal_server_error")
            : world.RowWriter.Stored(row) with { Delay = exchange.SkipMemory ? TimeSpan.Zero : gap };
    }

    private void RequireStore()
    {
        if (!world.Options.StoreModelInDb)
        {
            throw new ReplyException(Errors.Proxy(
                500, "{'error': \"Set 'STORE_MODEL_IN_DB='True'' in your env to enable this feature.\"}", "internal_server_error"));
        }
    }

    /// <summary>Without an id in the request a fresh one ends up in the stored <c>model_info</c>.</summary>
    private JsonObject PatchedInfo(ModelRow row, JsonObject sent)
    {
        var info = (JsonObject)row.ModelInfo.DeepClone();
        MergeInfo(info, sent, IdText(sent) ?? world.NewId());
        return info;
    }

    private static JsonObject Merged(JsonObject stored, JsonObject patch)
    {
        var merged = (JsonObject)stored.DeepClone();
        Json.Merge(merged, patch);
        return merged;
    }

    private static void MergeInfo(JsonObject target, JsonObject? sent, string id)
    {
        if (sent is not null)
        {
            Json.Merge(target, sent);
        }

        target["id"] = id;
    }

    private static ModelRow Cleared(ModelRow row, JsonObject sent, DateTimeOffset now)
    {
        var names = sent.Where(pair => pair.Value is null && ModelParameters.IsClearable(pair.Key)).Select(pair => pair.Key).ToList();
        if (names.Count == 0)
        {
            return row;
        }

        var (parameters, info) = ((JsonObject)row.LitellmParams.DeepClone(), (JsonObject)row.ModelInfo.DeepClone());
        foreach (var name in names)
        {
            parameters.Remove(name);
            info.Remove(name);
        }

        return row.Change(now, null, parameters, info);
    }

    private static string? IdText(JsonObject? info) => info?["id"] is { } id ? Json.Text(id) ?? id.ToJsonString() : null;

    private static JsonObject? ObjectOf(JsonObject body, string key) => body[key] switch
    {
        null => null,
        JsonObject found => found,
        var other => throw new ReplyException(Errors.Invalid(
            "model_attributes_type", "Input should be a valid dictionary or object to extract fields from", other, "body", key)),
    };
}
