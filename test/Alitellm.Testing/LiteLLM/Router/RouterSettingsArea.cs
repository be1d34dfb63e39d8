using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Router settings and aliases: the stored row is replaced as a whole by every write.</summary>
internal sealed class RouterSettingsArea(LiteLLMWorld world) : Area
{
    private readonly JsonObject litellmSettings = [];
    private readonly JsonObject generalSettings = [];

    public override IEnumerable<Route> Routes =>
    [
        new("GET", "/router/settings", RouteAccess.Admin, Read),
        new("GET", "/router/fields", RouteAccess.Admin, _ => Reply.Ok(new JsonObject { ["fields"] = RouterFields.Descriptors(null) })),
        new("GET", "/get/config/callbacks", RouteAccess.Admin, Callbacks),
        new("POST", "/config/update", RouteAccess.Admin, Update),
    ];

    public override void Wipe()
    {
        world.RouterSettings.Put(null, world.Now);
        litellmSettings.Clear();
        generalSettings.Clear();
    }

    public override void Dump(JsonObject target)
    {
        target["router_settings"] = world.RouterSettings.Stored?.DeepClone();
        target["litellm_settings"] = litellmSettings.DeepClone();
        target["general_settings"] = generalSettings.DeepClone();
    }

    /// <summary>Live attributes under what is stored: the database is read at each call, so another process's write shows at once.</summary>
    private Reply Read(Exchange exchange)
    {
        var values = (JsonObject)exchange.Replica.Router.Values.DeepClone();
        var stored = (JsonObject)(world.Options.ConfigRouterSettings ?? []).DeepClone();
        Json.DeepMerge(stored, world.RouterSettings.Stored ?? []);
        Json.Merge(values, stored);
        return Reply.Ok(new JsonObject
        {
            ["fields"] = RouterFields.Descriptors(values),
            ["current_values"] = values,
            ["routing_strategy_descriptions"] = new JsonObject
            {
                ["simple-shuffle"] = "Picks a deployment at random, by weight",
                ["least-busy"] = "Picks the deployment with the fewest requests under way",
                ["usage-based-routing-v2"] = "Picks the deployment with the lowest usage",
                ["latency-based-routing"] = "Picks the fastest deployment",
                ["cost-based-routing"] = "Picks the cheapest deployment",
            },
        });
    }

    private static Reply Callbacks(Exchange exchange) => Reply.Ok(new JsonObject
    {
        ["status"] = "success",
        ["callbacks"] = new JsonArray(),
        ["alerts"] = new JsonArray(),
        ["router_settings"] = exchange.Replica.Router.Values.DeepClone(),
        ["available_callbacks"] = new JsonObject(),
    });

    private Reply Update(Exchange exchange)
    {
        var body = exchange.Object();
        var router = Section(body, "router_settings");
        var row = router is null ? null : RowOf(router);
        var (litellm, general) = (Section(body, "litellm_settings"), Section(body, "general_settings"));
        if (!world.Options.StoreModelInDb)
        {
            return Errors.Proxy(500, "{'error': \"Set 'STORE_MODEL_IN_DB='True'' in your env to enable this feature.\"}", "internal_server_error");
        }

        foreach (var (key, value) in litellm ?? [])
        {
            litellmSettings.TryAdd(key, value?.DeepClone());
        }

        if (general is not null)
        {
            generalSettings.TryAdd("database_connection_pool_limit", 100);
            generalSettings.TryAdd("health_check_interval", 300);
            generalSettings.TryAdd("ui_access_mode", "all");
            Json.Merge(generalSettings, general);
        }

        if (row is not null)
        {
            world.RouterSettings.Put(row, exchange.Now);
            if (!exchange.SkipMemory)
            {
                exchange.Replica.Reload(exchange.Now);
            }
        }

        return Reply.Ok(new JsonObject { ["message"] = "Config updated successfully" });
    }

    /// <summary>The row as stored: accepted keys only, no nulls, and aliases <c>{}</c> when none were named at all.</summary>
    private JsonObject RowOf(JsonObject sent)
    {
        var row = new JsonObject();
        foreach (var (key, value) in sent)
        {
            if (value is not null && IsWritable(key))
            {
                row[key] = value.DeepClone();
            }
        }

        if (!sent.ContainsKey(RouterState.AliasKey))
        {
            row[RouterState.AliasKey] = new JsonObject();
        }

        CheckAliases(row[RouterState.AliasKey]);
        return row;
    }

    private bool IsWritable(string key)
        => RouterFields.Writable.Contains(key) || (world.Version.LaterModelApi && RouterFields.LaterWritable.Contains(key));

    private static void CheckAliases(JsonNode? aliases)
    {
        if (aliases is null)
        {
            return;
        }

        if (aliases is not JsonObject map)
        {
            throw new ReplyException(Errors.Invalid(
                "dict_type", "Input should be a valid dictionary", aliases, "body", "router_settings", RouterState.AliasKey));
        }

        foreach (var (name, value) in map)
        {
            if (!Json.IsString(value) && !(value is JsonObject item && Json.IsString(item["model"])))
            {
                throw new ReplyException(Errors.Invalid(
                    "string_type", "Input should be a valid string", value, "body", "router_settings", RouterState.AliasKey, name));
            }
        }
    }

    private static JsonObject? Section(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonObject section => section,
        var other => throw new ReplyException(Errors.Invalid("dict_type", "Input should be a valid dictionary", other, "body", name)),
    };
}
