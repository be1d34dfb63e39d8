using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>The router settings one process works with. A reload applies what is stored; what is not stored any more keeps its value until a restart.</summary>
internal sealed class RouterState
{
    public const string AliasKey = "model_group_alias";

    private readonly RouterSettingsStore store;
    private readonly JsonObject config;
    private int cursor;

    public RouterState(RouterSettingsStore store, JsonObject? config)
    {
        (this.store, this.config) = (store, config ?? []);
        Values = [];
        Restart();
    }

    /// <summary>Live attributes, aliases included.</summary>
    public JsonObject Values { get; private set; }

    public IReadOnlyList<RouterAlias> Aliases { get; private set; } = [];

    public long Version { get; private set; }

    public bool IsCurrent => cursor == store.Count;

    public void Restart()
    {
        Values = RouterFields.Defaults();
        cursor = store.Count;
        Apply(store.Stored ?? []);
    }

    /// <summary>Reads the stored row as it was at <paramref name="moment"/>.</summary>
    public void Reload(DateTimeOffset moment)
    {
        var end = cursor;
        while (end < store.Count && store[end].At <= moment)
        {
            end++;
        }

        if (end == cursor)
        {
            return;
        }

        cursor = end;
        if (store[end - 1].Row is { } row)
        {
            Apply(row);
        }
    }

    private void Apply(JsonObject stored)
    {
        var effective = (JsonObject)config.DeepClone();
        Json.DeepMerge(effective, stored);
        Json.Merge(Values, effective);
        Aliases = [.. Read(Values[AliasKey] as JsonObject ?? [])];
        Version++;
    }

    private static IEnumerable<RouterAlias> Read(JsonObject aliases)
    {
        foreach (var (name, value) in aliases)
        {
            if (value is JsonObject item)
            {
                yield return new RouterAlias(name, Json.Text(item["model"]) ?? "", Json.IsTrue(item["hidden"]));
            }
            else if (Json.Text(value) is { } target)
            {
                yield return new RouterAlias(name, target, Hidden: false);
            }
        }
    }
}
