using System.Text.Json.Nodes;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Kinds.ModelAlias;

/// <summary>
/// A proxy's alias map, and beside it each alias by itself: the map is what objects are compared with, the single ones wake those that
/// declare their names.
/// </summary>
internal sealed class ObservedAliases : IObservedEntry
{
    /// <summary>Where the router settings keep the map; also the constant id and name of its entry.</summary>
    public const string MapKey = "model_group_alias";

    private ObservedAliases(string id, string name, JsonObject aliases)
    {
        Id = id;
        Name = name;
        Aliases = aliases;
        Fingerprint = ContentHash.Of(aliases);
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>Name to target, a text or an object; a single member in an entry of one alias.</summary>
    public JsonObject Aliases { get; }

    public string Fingerprint { get; }

    /// <summary>An alias has no room for one: what is ours is recorded in the status.</summary>
    public Marker? Marker => null;

    public string? CreatedBy => null;

    public bool IsWritable => true;

    /// <summary>The map first, then its aliases.</summary>
    public static IReadOnlyList<ObservedAliases> From(JsonObject map)
    {
        return [Map(map), .. map.Select(alias => new ObservedAliases($"{MapKey}/{alias.Key}", alias.Key, new() { [alias.Key] = alias.Value?.DeepClone() }))];
    }

    public static ObservedAliases Map(JsonObject map)
    {
        return new(MapKey, MapKey, map);
    }
}
