using System.Text.Json.Nodes;
using Alitellm.Api.GuardRails;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.GuardRail;

/// <summary>A guardrail as LiteLLM shows it.</summary>
internal sealed class ObservedGuardRail : IObservedEntry
{
    /// <summary>Move without anybody having edited the row.</summary>
    private static readonly string[] s_volatile = ["created_at", "updated_at"];

    private ObservedGuardRail(string id, JsonObject row)
    {
        Id = id;
        Name = JsonScalars.TextOf(row[GuardRailComparer.NamePath]) ?? "";
        Params = row[GuardRailComparer.ParamsPath] as JsonObject ?? [];
        Info = row[GuardRailComparer.InfoPath] as JsonObject ?? [];
        HasPolicyTemplate = row.ContainsKey(GuardRailComparer.TemplatePath);
        PolicyTemplate = JsonScalars.TextOf(row[GuardRailComparer.TemplatePath]);
        IsWritable = JsonScalars.TextOf(row["guardrail_definition_location"]) != GuardRailLastRendered.ConfigLocation;
        Marker = Remote.Content.Marker.TryRead(Info, out var marker) ? marker : null;
        Fingerprint = FingerprintOf(row);
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>litellm_params: secrets masked, unset parameters shown as null or default.</summary>
    public JsonObject Params { get; }

    /// <summary>guardrail_info, as it was written.</summary>
    public JsonObject Info { get; }

    /// <summary>Whether this LiteLLM keeps a policy template at all.</summary>
    public bool HasPolicyTemplate { get; }

    public string? PolicyTemplate { get; }

    public string Fingerprint { get; }

    public Marker? Marker { get; }

    public string? CreatedBy => null;

    /// <summary>Guardrails of the proxy's configuration file refuse every write.</summary>
    public bool IsWritable { get; }

    /// <returns>
    /// The guardrail, or null where it has no id, or is the memory of one: a process lists what it still holds of a row that was deleted
    /// through another process as if it came from its configuration file, where no mark of ours can be.
    /// </returns>
    public static ObservedGuardRail? From(JsonObject row)
    {
        return JsonScalars.TextOf(row["guardrail_id"]) is { Length: > 0 } id && new ObservedGuardRail(id, row) is var shown && (shown.IsWritable || shown.Marker is null) ? shown : null;
    }

    /// <summary>The fields in the places a write has them. Secrets are masked: only single unmasked ones may go back.</summary>
    public JsonObject ToBody()
    {
        return new()
        {
            [GuardRailComparer.NamePath] = Name,
            [GuardRailComparer.ParamsPath] = Params.DeepClone(),
            [GuardRailComparer.InfoPath] = Info.DeepClone(),
            [GuardRailComparer.TemplatePath] = PolicyTemplate,
        };
    }

    private static string FingerprintOf(JsonObject row)
    {
        var copy = row.DeepClone().AsObject();
        foreach (var key in s_volatile)
        {
            copy.Remove(key);
        }

        return ContentHash.Of(copy);
    }
}
