using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Content;

/// <summary>The mark an entry carries in the map LiteLLM keeps for it: who declared it and what was written.</summary>
/// <param name="V">Version of the format; 0 when a marker says none.</param>
/// <param name="Instance">The installation that wrote the entry.</param>
/// <param name="Object"><c>namespace/name</c> of the declaring object.</param>
/// <param name="Uid">UID of that object.</param>
/// <param name="Hash">Hash of the body before secrets were filled in.</param>
internal sealed record Marker(int V, string Instance, string Object, string Uid, string? Hash)
{
    /// <summary>The key of the marker in its map. No segment of it is a name LiteLLM masks.</summary>
    public const string Key = "alitellm_operator";

    public const int CurrentVersion = 1;

    /// <summary>What the reference operator puts before its version in <c>created_by</c>.</summary>
    public const string StampPrefix = "alitellm-operator/";

    /// <summary>
    /// Reads the marker of an entry. A marker that names an instance and an object is one whatever else is missing or newer, so that a
    /// damaged or future mark of somebody else is not taken for an unmarked entry; everything else is none.
    /// </summary>
    public static bool TryRead(JsonObject? container, [NotNullWhen(true)] out Marker? marker)
    {
        marker = null;
        if (container is null || !container.TryGetPropertyValue(Key, out var node) || AsObject(node) is not { } fields)
        {
            return false;
        }

        if (Text(fields, "instance") is not { Length: > 0 } instance || Text(fields, "object") is not { Length: > 0 } owner)
        {
            return false;
        }

        var version = fields["v"] is JsonValue v && v.GetValueKind() == JsonValueKind.Number && v.TryGetValue<int>(out var number) ? number : 0;
        marker = new(version, instance, owner, Text(fields, "uid") ?? "", Text(fields, "hash"));
        return true;
    }

    /// <summary>Whose an entry is.</summary>
    /// <param name="marker">Its marker, when it has one.</param>
    /// <param name="createdBy">Its <c>created_by</c>, where the kind has one.</param>
    /// <param name="self">Who asks.</param>
    public static Ownership OwnershipOf(Marker? marker, string? createdBy, OwnerIdentity self)
    {
        ArgumentNullException.ThrowIfNull(self);
        if (marker is null)
        {
            return createdBy is not null && createdBy.StartsWith(StampPrefix, StringComparison.Ordinal) ? Ownership.Stamped : Ownership.Unmarked;
        }

        if (string.Equals(marker.Instance, self.Instance, StringComparison.Ordinal))
        {
            return string.Equals(marker.Object, self.Object, StringComparison.Ordinal) ? Ownership.Ours : Ownership.OurInstanceOtherObject;
        }

        return self.AdoptInstances.Contains(marker.Instance) ? Ownership.AdoptableInstance : Ownership.OtherInstance;
    }

    public JsonObject ToJson()
    {
        var fields = new JsonObject { ["v"] = V, ["instance"] = Instance, ["object"] = Object, ["uid"] = Uid };
        if (Hash is not null)
        {
            fields["hash"] = Hash;
        }

        return fields;
    }

    /// <summary>Puts the marker into the map, in place of one already there.</summary>
    public void WriteTo(JsonObject container)
    {
        ArgumentNullException.ThrowIfNull(container);
        container[Key] = ToJson();
    }

    /// <summary>Some stores hand nested maps back as JSON text.</summary>
    private static JsonObject? AsObject(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            return fields;
        }

        if (JsonScalars.TextOf(node) is not { } text || !text.StartsWith('{'))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            // Not a marker of ours: text somebody else put under the same key.
            return null;
        }
    }

    private static string? Text(JsonObject fields, string key)
    {
        return fields.TryGetPropertyValue(key, out var node) ? JsonScalars.TextOf(node) : null;
    }
}
