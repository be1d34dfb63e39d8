using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Compare;

namespace Alitellm.Operator.Children;

/// <summary>Pure: whether an object says what a manifest says. What others added is theirs; the rules are those of server-side apply.</summary>
internal static class ManifestMatch
{
    /// <summary>Maps by key, lists of the metadata by entry, everything else whole.</summary>
    public static bool Holds(JsonObject stored, JsonObject manifest)
    {
        return MetadataHolds(stored, manifest) && SpecHolds(stored, manifest);
    }

    public static bool MetadataHolds(JsonObject stored, JsonObject manifest)
    {
        return stored["metadata"] is JsonObject has && manifest["metadata"]!.AsObject().All(member => member.Value is JsonArray wanted
            ? wanted.All(entry => has[member.Key] is JsonArray entries && entries.Any(other => Covers(other, entry)))
            : Covers(has[member.Key], member.Value));
    }

    public static bool SpecHolds(JsonObject stored, JsonObject manifest)
    {
        return Covers(stored["spec"], manifest["spec"]);
    }

    private static bool Covers(JsonNode? stored, JsonNode? wanted)
    {
        return wanted is JsonObject members
            ? stored is JsonObject has && members.All(member => has.TryGetPropertyValue(member.Key, out var value) && Covers(value, member.Value))
            : JsonEquality.AreEqual(stored, wanted);
    }
}
