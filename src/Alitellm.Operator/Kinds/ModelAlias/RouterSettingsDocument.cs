using System.Text.Json.Nodes;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>
/// A proxy's router settings, which are stored as one row: whatever a write leaves out is erased (contract §6), so it carries everything
/// that can be set as it was read.
/// </summary>
/// <remarks>
/// Reads do not tell the settings of the database from those of the proxy's configuration file and from defaults. A write therefore
/// stores all of them: later changes in the file to a setting other than <c>model_group_alias</c> have no effect until the stored row is
/// edited or removed. LiteLLM offers no way around that.
/// </remarks>
internal static class RouterSettingsDocument
{
    private const string Section = "router_settings";

    /// <summary>What <c>POST /config/update</c> stores; it drops everything else. The last five are known from 1.84 on (contract §6 and §17).</summary>
    private static readonly string[] s_settable =
    [
        "routing_strategy", "routing_strategy_args", "model_group_retry_policy", "allowed_fails", "cooldown_time", "num_retries", "timeout",
        "max_retries", "retry_after", "fallbacks", "context_window_fallbacks",
        "routing_groups", "retry_policy", "model_group_affinity_config", "enable_tag_filtering", "tag_routing_prefix",
    ];

    /// <summary>The settings as they are stored now. Where LiteLLM lacks the route that reads its database, the effective ones of one of its processes.</summary>
    public static async Task<JsonObject> ReadAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        var api = connection.Client!.Api;
        try
        {
            return (await api.GetRouterSettingsAsync(cancellationToken)).CurrentValues;
        }
        catch (LiteLLMException e) when (e.RouteMissing)
        {
            return (await api.GetConfigCallbacksAsync(cancellationToken)).RouterSettings;
        }
    }

    public static JsonObject AliasesOf(JsonObject settings)
    {
        return settings[ObservedAliases.MapKey] as JsonObject ?? [];
    }

    /// <summary>The map with the change made, or null when it is so already. Names nobody mentions keep value and place.</summary>
    public static JsonObject? Changed(JsonObject aliases, AliasChange change)
    {
        var changed = aliases.DeepClone().AsObject();
        var isChanged = false;
        foreach (var name in change.Removals)
        {
            isChanged |= changed.Remove(name);
        }

        foreach (var (name, value) in change.Sets.Where(alias => JsonScalars.TextOf(changed[alias.Key]) != alias.Value))
        {
            changed[name] = value;
            isChanged = true;
        }

        return isChanged ? changed : null;
    }

    /// <summary>The body of a write: the settings as they were read, with another alias map.</summary>
    public static JsonObject Update(JsonObject settings, JsonObject aliases)
    {
        var row = new JsonObject(s_settable.Where(key => settings[key] is not null).Select(key => KeyValuePair.Create(key, settings[key]?.DeepClone())))
        {
            [ObservedAliases.MapKey] = aliases.DeepClone(),
        };
        return new() { [Section] = row };
    }
}
